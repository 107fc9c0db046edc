import type { ViewOutput } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { Result } from "#domain/result.ts";
import type { Team } from "#domain/teams/team.ts";
import { bold, bullets, paragraph } from "#slack/kit/blocks.ts";
import { type FieldErrors, modal, notice, readForm, requiredText } from "#slack/kit/form.ts";
import { FORMS } from "#slack/surfaces/ids.ts";
import { textInput } from "#slack/kit/inputs.ts";
import { LIMITS, isolateRightToLeft } from "#slack/kit/text.ts";

const NAME = "team_name";

export const eraseMetadata = z.object({ team: z.string() });

/** Says what is erased and what stays. Asks to type the team's name, since it can't be undone. */
export const eraseForm = (team: Pick<Team, "id" | "name">): ModalView =>
  modal({
    callbackId: FORMS.eraseTeam,
    title: "Erase our record",
    submit: "Erase for good",
    metadata: { team: team.id },
    blocks: [
      paragraph([bold(`This erases all that Ourcome has on record of ${isolateRightToLeft(team.name)}.`)]),
      bullets([
        ["Our bets, their terms, readings, verdicts and reasons, and what we gave them."],
        ["Our retros, learnings and next steps, our goals, and our settings."],
        ["Votes that are still sealed. Nobody will know them."],
        ["Messages still pending for this channel. They will not be posted."],
      ]),
      paragraph(
        [
          "Messages that are in Slack already stay there, and their buttons find nothing any more. Backups of the database keep what they have until whoever runs Ourcome deletes them.",
        ],
        ["It cannot be undone. It holds for all of us, not for one person: no record says who it is from."],
      ),
      textInput({
        id: NAME,
        label: `To erase it, type the name of the team: ${team.name}`,
        max: LIMITS.name,
      }),
    ],
  });

export const readErase = (view: Pick<ViewOutput, "state">): Result<{ name: string }, FieldErrors> => {
  const read = readForm(z.object({ [NAME]: requiredText(LIMITS.name) }), view);
  return read.ok ? { ok: true, value: { name: read.value.team_name } } : read;
};

export const eraseErrors = (words: string): FieldErrors => ({ [NAME]: words });

/** Closing this also closes the settings below it, since the team is gone. */
export const erasedNotice = ({ name }: Pick<Team, "name">): ModalView => ({
  ...notice(
    "Erased",
    `Nothing of ${isolateRightToLeft(name)} is on record any more. What stands in Slack stays there.`,
    "/outcomes in the channel sets a team up anew.",
  ),
  clear_on_close: true,
});
