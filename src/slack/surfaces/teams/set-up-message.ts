import type { Team } from "#domain/teams/team.ts";
import { bold, type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { WEEKDAY_WORDS } from "#slack/kit/dates.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";

/** Posted in the channel once: the team's settings, and how to change them. */
export const setUpMessage = (team: Team): Message =>
  message(
    paragraph(
      [bold(`${isolateRightToLeft(team.name)} owns its outcomes here from now on.`)],
      [
        `Our digest comes on ${WEEKDAY_WORDS[team.digestDay]}s at ${team.digestTime.toString({ smallestUnit: "minute" })} (${team.timeZone})${team.postsQuietWeeks ? "" : ", in weeks that have news"}. `,
        `Anonymous answers show from ${team.anonymityThreshold} on.`,
      ],
      team.asksPulse && [
        "After a retro, at most every two weeks, we are asked how we are: one tap for each of four statements, anonymous.",
      ],
      ["/bet places our first bet. /outcomes settings changes any of this, /outcomes help shows the rest."],
    ),
  );
