import { MAX_LINES } from "#slack/kit/first-lines.ts";
import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { Team } from "#domain/teams/team.ts";
import { admitToBet, admitToTeam } from "#slack/surfaces/replies/admission.ts";
import type { Requester } from "#slack/platform/access/access.ts";
import { BET_HELP } from "#slack/surfaces/bets/bet-help.ts";
import { betList } from "#slack/surfaces/bets/bet-list.ts";
import { placeForm } from "#slack/surfaces/bets/place-form.ts";
import { actions, button, message } from "#slack/kit/blocks.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { currentWeekMessage } from "#slack/surfaces/digests/show-week.ts";
import { loadGoalsView } from "#slack/surfaces/goals/show-goals.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { currentLearnings } from "#slack/surfaces/learnings/show-learnings.ts";
import { type OnAction, type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { messageModal } from "#slack/kit/message-modal.ts";
import { openView, openWhenReady, refusalView, showWhenReady } from "#slack/surfaces/replies/open-view.ts";
import { OUTCOMES_HELP } from "#slack/surfaces/outcomes/help.ts";
import { helpMessage } from "#slack/surfaces/replies/help-message.ts";
import { rollupNow } from "#slack/surfaces/rollups/show-rollup.ts";
import { privacyMessage } from "#slack/surfaces/outcomes/privacy.ts";
import { admitToRetro } from "#slack/surfaces/retros/admit-to-retro.ts";
import { retroMessage } from "#slack/surfaces/retros/retro-message.ts";
import { retroView as wholeRetro } from "#slack/surfaces/retros/retro-summary.ts";
import { thisQuarter } from "#slack/surfaces/recaps/show-recap.ts";
import { exampleButton } from "#slack/surfaces/teams/set-up-message.ts";
import { settingsForm } from "#slack/surfaces/teams/settings-form.ts";
import { currentSteps } from "#slack/surfaces/next-steps/show-next-steps.ts";
import { listReadings } from "#usecases/readings/list-readings.ts";
import { listBets } from "#usecases/bets/list-bets.ts";
import { searchForm } from "#slack/surfaces/search/search-form.ts";
import { betView } from "./bet-view.ts";
import { type MoreItem, parseMore } from "./home-menu.ts";
import type { HomeTab } from "./home-tab.ts";
import { todayOf } from "#usecases/deps.ts";

type Render = (deps: SurfaceDeps, who: Requester, value: string) => Promise<ModalView>;

/** A button on Home. Checks access again, since Home may be older than what the person may see now. */
const opensView =
  (render: Render) =>
  (deps: SurfaceDeps): OnButton =>
  async ({ ack, action, body, client }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    return showWhenReady(client, body, render(deps, who, action.value ?? ""));
  };

const ofTeam =
  (
    render: (deps: SurfaceDeps, team: Team, today: Temporal.PlainDate) => ModalView | Promise<ModalView>,
  ): Render =>
  async (deps, who, value) => {
    const team = await admitToTeam(deps, who, value);
    if (!team.ok) return refusalView(team.error);
    return render(deps, team.value, todayOf(deps, team.value));
  };

const opensTeamView = (render: Parameters<typeof ofTeam>[0]) => opensView(ofTeam(render));

export const onOpenPlaceForm = opensTeamView((deps, team) => placeForm(deps, team, ""));

export const onOpenGoals = opensTeamView((deps, team) => loadGoalsView(deps, team));

export const onOpenWeek = opensTeamView(async (deps, team) =>
  messageModal("This week", await currentWeekMessage(deps, team)),
);

export const onOpenBets = opensTeamView(async (deps, team, today) => {
  const { text, blocks } = betList(await listBets(deps, team, "all", MAX_LINES), "all", today);
  const search = actions(button("Search", ACTIONS.openSearch, team.id));
  return messageModal("All bets", { text, blocks: [...blocks, search] });
});

export const onOpenSearch = opensTeamView((_deps, team) => searchForm(team));

export const onOpenLearnings = opensTeamView(async (deps, team) =>
  messageModal("Learnings", await currentLearnings(deps, team)),
);

export const onOpenRollup = opensTeamView(async (deps, team) =>
  messageModal("Across our teams", await rollupNow(deps, team.workspace)),
);

/** The views of the overflow menu. */
const MORE_VIEWS: Readonly<Record<MoreItem, Render>> = {
  recap: ofTeam(async (deps, team) => {
    const { text, blocks } = await thisQuarter(deps, team);
    const across = actions(button("Across our teams", ACTIONS.openAcross, team.id));
    return messageModal("The quarter", { text, blocks: [...blocks, across] });
  }),
  steps: ofTeam(async (deps, team) => messageModal("Next steps", await currentSteps(deps, team))),
  settings: ofTeam((_deps, team) => settingsForm(team, { team: team.id })),
  help: async (_deps, _who, team) => {
    const { text, blocks } = helpMessage([BET_HELP, OUTCOMES_HELP]);
    return messageModal("Help", { text, blocks: [...blocks, actions(exampleButton({ id: team }))] });
  },
  privacy: async () => messageModal("Privacy", privacyMessage()),
};

/** Buttons that a Home of an older version has: they are in the overflow menu now. */
export const onOpenRecap = opensView(MORE_VIEWS.recap);
export const onOpenSteps = opensView(MORE_VIEWS.steps);
export const onOpenSettings = opensView(MORE_VIEWS.settings);

export const onShowCard = opensView(async (deps, who, value) => {
  const facts = await admitToBet(deps, who, value);
  if (!facts.ok) return refusalView(facts.error);
  const readings = await listReadings(deps, facts.value.bet);
  return betView(facts.value, deps.now(), { sources: deps.sources.names(), readings });
});

/** For everybody, guests included. */
export const onOpenPrivacy: OnButton = async ({ ack, body, client }) => {
  await ack();
  return openView(client, body.trigger_id, messageModal("Privacy", privacyMessage()));
};

/**
 * A button with a link, which Slack follows by itself and tells us of all the same. Without one, because Slack did not
 * give it in time, a view shows the retro.
 */
export const onOpenRetro =
  (deps: SurfaceDeps): OnButton =>
  async ({ ack, action, body, client }) => {
    await ack();
    if (action.url !== undefined) return;
    const who = { workspace: workspaceOf(body), user: body.user.id };
    await showWhenReady(client, body, retroView(deps, who, action.value ?? ""));
  };

async function retroView(deps: SurfaceDeps, who: Requester, id: string): Promise<ModalView> {
  const facts = await admitToRetro(deps, who, id);
  if (!facts.ok) return refusalView(facts.error);
  if (facts.value.retro.state.kind === "closed") return wholeRetro(facts.value, deps.now());
  const { blocks } = retroMessage(facts.value);
  return messageModal(
    `Retro of bet #${facts.value.bet.number}`,
    message(...blocks.filter(({ type }) => type !== "actions")),
  );
}

/** *Show all*: everything that waits for this person. */
export const onOpenWaiting =
  (home: HomeTab): OnButton =>
  async ({ ack, body, client }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    await showWhenReady(client, body, home.renderWaiting(client, who));
  };

/** Shows another team. Access is checked when Home is rendered. */
export const onHomeTeamChosen =
  (home: HomeTab): OnAction =>
  async ({ ack, action, body, client }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    await home.choose(client, who, optionOf(action));
  };

export const onHomeMore =
  (deps: SurfaceDeps): OnAction =>
  async ({ ack, action, body, client }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const { item, team } = parseMore(optionOf(action));
    if (item) await openWhenReady(client, body.trigger_id, MORE_VIEWS[item](deps, who, team));
  };

/** The value of the option that was chosen in a menu. */
const optionOf = (action: object): string => choice.parse(action).selected_option.value;

const choice = z.object({ selected_option: z.object({ value: z.string() }) });
