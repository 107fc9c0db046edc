import type { ActionsBlock } from "@slack/types";
import type { Team } from "#domain/teams/team.ts";
import { actions, button, plain } from "#slack/kit/blocks.ts";
import { option } from "#slack/kit/inputs.ts";
import { ACTIONS, CHOICES } from "#slack/surfaces/ids.ts";

/** What the overflow menu opens, with Slack's limit of five. A choice's value is "<item>/<team>". */
const MORE = {
  recap: "The quarter",
  steps: "Next steps",
  settings: "Settings",
  help: "Help",
  privacy: "What Ourcome knows",
} as const;
export type MoreItem = keyof typeof MORE;

export function parseMore(value: string): { readonly item: MoreItem | undefined; readonly team: string } {
  const [name = "", team = ""] = value.split("/");
  return { item: (Object.keys(MORE) as MoreItem[]).find((item) => item === name), team };
}

/** Slack's limits. */
const MAX_OPTIONS = 100;

/** The one row that leads everywhere, for the team that is shown. Whoever is in several teams can switch. */
export function homeMenu(shown: Team, teams: readonly Team[]): ActionsBlock {
  const { id, name } = shown;
  const label = (words: string) => ({ accessibility_label: `${words}: ${name}` });
  const offered = [shown, ...teams.filter((team) => team.id !== id)]
    .slice(0, MAX_OPTIONS)
    .toSorted((a, b) => teams.indexOf(a) - teams.indexOf(b))
    .map((team) => option(team.id, team.name));
  const initial = offered.find(({ value }) => value === id);
  const row = actions(
    ...(teams.length > 1 && initial
      ? [
          {
            type: "static_select" as const,
            action_id: CHOICES.homeTeam,
            placeholder: plain("Choose a team"),
            options: offered,
            initial_option: initial,
          },
        ]
      : []),
    button("Place a bet", ACTIONS.openPlaceForm, id, label("Place a bet")),
    button("This week", ACTIONS.openWeek, id, label("This week")),
    button("Goals", ACTIONS.openGoals, id, label("Goals")),
    button("Learnings", ACTIONS.openLearnings, id, label("Learnings")),
    {
      type: "overflow",
      action_id: CHOICES.homeMore,
      options: Object.entries(MORE).map(([item, words]) => option(`${item}/${id}`, words)),
    },
  );
  // With another team comes another block, or Slack would keep showing what was chosen in the old one.
  return { ...row, block_id: `menu/${id}` };
}
