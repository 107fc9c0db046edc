import type { Nudge } from "#domain/nudges/nudge.ts";
import type { Team } from "#domain/teams/team.ts";
import { actions, bold, bullets, button, type MessageBlock, paragraph } from "#slack/kit/blocks.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { NUDGE_NAMES, nudgeWords } from "./nudge-words.ts";

/** The digest's last section: at most one nudge, which anyone in the channel can silence for the team. */
export const nudgeBlocks = ({ id }: Pick<Team, "id">, nudge: Nudge | undefined): MessageBlock[] =>
  nudge
    ? [
        paragraph([bold("One thought")]),
        bullets([[nudgeWords(nudge)]]),
        actions(
          button("Silence this for the quarter", ACTIONS.silenceNudge, `${id}/${nudge.kind}`, {
            accessibility_label: `Silence this for the quarter: ${NUDGE_NAMES[nudge.kind]}`,
          }),
        ),
      ]
    : [];
