import type { ViewOutput } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { z } from "zod";
import { currentReviewDate } from "#domain/bets/bet.ts";
import type { Result } from "#domain/result.ts";
import { paragraph } from "#slack/kit/blocks.ts";
import { formatFullDay } from "#slack/kit/dates.ts";
import { type FieldErrors, modal, notice, readForm, optionalText } from "#slack/kit/form.ts";
import { FORMS } from "#slack/surfaces/ids.ts";
import { textInput } from "#slack/kit/inputs.ts";
import { LIMITS, isolateRightToLeft } from "#slack/kit/text.ts";
import type { BetFacts } from "#usecases/bets/find-bet.ts";
import type { PreMortemChange } from "#usecases/pre-mortems/write-pre-mortem.ts";

const TEXT = "text";

export const preMortemMetadata = z.object({ bet: z.string() });

/** Asks one person why the bet failed. `own` is what they wrote before; only they see it. */
export const preMortemForm = ({ bet, team }: BetFacts, own: string | undefined): ModalView =>
  modal({
    callbackId: FORMS.preMortem,
    title: "If this fails, why?",
    submit: "Seal it",
    metadata: { bet: bet.id },
    blocks: [
      paragraph(
        [`Bet #${bet.number}, ${isolateRightToLeft(bet.title)}.`],
        [`It is the review date, ${formatFullDay(currentReviewDate(bet))}, and this bet failed.`],
      ),
      textInput({
        id: TEXT,
        label: "Why did it fail?",
        hint:
          own === undefined
            ? "One reason in a sentence. What the team rarely says aloud belongs here."
            : "This is what you wrote, and you alone see it. Empty the field to take it back.",
        max: LIMITS.note,
        initial: own,
        multiline: true,
        optional: true,
      }),
      paragraph(
        [
          `Sealed until the retro. If ${team.anonymityThreshold} or more of us wrote, all reasons stand there then, mixed and without a name, and we vote on which came true. Fewer stay sealed with those of other bets of the quarter, until enough of us have written; what never shows is destroyed when the quarter ends.`,
        ],
        [
          "Whoever runs the server could read it, and work out who wrote it, until it shows or is destroyed. Nobody can work that out afterwards.",
        ],
      ),
    ],
  });

export const readPreMortem = (
  view: Pick<ViewOutput, "state">,
): Result<{ text?: string | undefined }, FieldErrors> =>
  readForm(z.object({ [TEXT]: optionalText(LIMITS.note) }), view);

export const preMortemErrors = (words: string): FieldErrors => ({ [TEXT]: words });

/** Replaces the form and tells the writer what became of the text. */
export function writtenNotice({ bet, kind }: PreMortemChange): ModalView {
  const title = `Bet #${bet.number}`;
  switch (kind) {
    case "sealed":
      return notice(
        title,
        "It is sealed until the retro. The channel sees that there is one more, and nothing else.",
        "You can change it or take it back until the bet is settled: the same button shows it to you alone.",
      );
    case "taken-back":
      return notice(title, "It is taken back, and nothing of it is kept.");
    case "nothing":
      return notice(title, "The field was empty, so nothing was sealed.");
  }
}
