import type { Team } from "#domain/teams/team.ts";
import { actions, bold, button, type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { formatFullDay } from "#slack/kit/dates.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import type { SilencedNudge } from "#usecases/nudges/silence-nudge.ts";
import { NUDGE_NAMES } from "./nudge-words.ts";

/** The nudges that the team has silenced, each with a button. `news` says what the last click did. */
export const silencedList = (
  { id }: Pick<Team, "id">,
  silenced: readonly SilencedNudge[],
  news?: string,
): Message =>
  message(
    news !== undefined && paragraph([news]),
    silenced.length === 0 &&
      paragraph([
        "No thought is silenced. Our digest ends with one at most, and never with the same kind two weeks running.",
      ]),
    ...silenced.flatMap(({ kind, until }) => [
      paragraph([bold(NUDGE_NAMES[kind])], [`Silenced until ${formatFullDay(until)}.`]),
      actions(
        button("Hear it again", ACTIONS.unsilenceNudge, `${id}/${kind}`, {
          accessibility_label: `Hear it again: ${NUDGE_NAMES[kind]}`,
        }),
      ),
    ]),
  );
