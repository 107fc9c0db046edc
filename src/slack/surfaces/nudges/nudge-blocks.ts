import type { Button } from "@slack/types";
import type { Nudge } from "#domain/nudges/nudge.ts";
import type { Team } from "#domain/teams/team.ts";
import { bold, button, type Span } from "#slack/kit/blocks.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { NUDGE_NAMES, nudgeWords } from "./nudge-words.ts";

/** The digest's last line: at most one nudge. */
export const nudgeLines = (nudge: Nudge | undefined): Span[][] =>
  nudge ? [[bold("One thought"), ` ${nudgeWords(nudge)}`]] : [];

/** With it anyone in the channel can silence the nudge for the team. */
export const silenceButtons = ({ id }: Pick<Team, "id">, nudge: Nudge | undefined): Button[] =>
  nudge
    ? [
        button("Silence this for the quarter", ACTIONS.silenceNudge, `${id}/${nudge.kind}`, {
          accessibility_label: `Silence this for the quarter: ${NUDGE_NAMES[nudge.kind]}`,
        }),
      ]
    : [];
