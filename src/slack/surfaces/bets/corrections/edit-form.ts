import type { ViewOutput } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { Bet } from "#domain/bets/bet.ts";
import type { BetWords } from "#domain/bets/correction.ts";
import type { Result } from "#domain/result.ts";
import type { SourceName } from "#domain/sources/source.ts";
import { type FieldErrors, modal, optionalText, readForm, requiredText } from "#slack/kit/form.ts";
import { textInput } from "#slack/kit/inputs.ts";
import { LIMITS } from "#slack/kit/text.ts";
import { FORMS } from "#slack/surfaces/ids.ts";
import { sourceChosen, sourceInput } from "#slack/surfaces/sources/source-input.ts";

const FIELDS = { title: "title", belief: "belief", source: "source" } as const;

export const editMetadata = z.object({ bet: z.string() });

/** The words of a bet, to be mended. Its numbers and dates are terms, which are amended. */
export const editForm = (
  { id, number, title, belief, source }: Bet,
  sources: readonly SourceName[],
): ModalView =>
  modal({
    callbackId: FORMS.editBet,
    title: `Edit bet #${number}`,
    submit: "Save",
    metadata: { bet: id },
    blocks: [
      textInput({ id: FIELDS.title, label: "What do we change?", max: LIMITS.title, initial: title }),
      textInput({
        id: FIELDS.belief,
        label: "What do we believe?",
        hint: `/bet amend ${number} changes the metric, its numbers and the review date.`,
        max: LIMITS.belief,
        multiline: true,
        optional: true,
        ...(belief !== "" && { initial: belief }),
      }),
      ...sourceInput(FIELDS.source, sources, source),
    ],
  });

/** What a bet is edited to. */
type Edit = BetWords & { readonly source: string | undefined };

export const readEdit = (
  view: Pick<ViewOutput, "state">,
  { source }: Pick<Bet, "source">,
  sources: readonly SourceName[],
): Result<Edit, FieldErrors> =>
  readForm(
    z.object({
      [FIELDS.title]: requiredText(LIMITS.title),
      [FIELDS.belief]: optionalText(LIMITS.belief).transform((belief) => belief ?? ""),
      [FIELDS.source]: sourceChosen(sources, source),
    }),
    view,
  );

/** Whether the form asks where the number comes from. Without sources, it doesn't. */
export const asksForSource = ({ state }: Pick<ViewOutput, "state">): boolean => FIELDS.source in state.values;

export const editErrors = (words: string): FieldErrors => ({ [FIELDS.title]: words });
