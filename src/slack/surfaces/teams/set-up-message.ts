import type { Button } from "@slack/types";
import type { Team } from "#domain/teams/team.ts";
import { actions, bold, button, type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { WEEKDAY_WORDS } from "#slack/kit/dates.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";

/** Posted in the channel once, when the team is set up. */
export const setUpMessage = (team: Team): Message =>
  message(
    paragraph(
      [bold(`${isolateRightToLeft(team.name)} owns its outcomes here from now on.`)],
      [
        `The digest comes on ${WEEKDAY_WORDS[team.digestDay]}s at ${team.digestTime.toString({ smallestUnit: "minute" })} (${team.timeZone})${team.postsQuietWeeks ? "" : ", in weeks that have news"}.`,
      ],
      ["/bet places our first bet, /outcomes settings changes how we are set up."],
    ),
    actions(exampleButton(team)),
  );

/** Leads one person through a made-up bet. */
export const exampleButton = ({ id }: Pick<Team, "id">): Button =>
  button("Try it with an example", ACTIONS.tryExample, id);
