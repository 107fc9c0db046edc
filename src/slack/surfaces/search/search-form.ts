import type { ViewOutput } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { Result } from "#domain/result.ts";
import type { Team } from "#domain/teams/team.ts";
import { type FieldErrors, modal, readForm, requiredText } from "#slack/kit/form.ts";
import { FORMS } from "#slack/surfaces/ids.ts";
import { textInput } from "#slack/kit/inputs.ts";
import { LIMITS } from "#slack/kit/text.ts";

const WORDS = "words";

export const searchMetadata = z.object({ team: z.string() });

export const searchForm = (team: Team): ModalView =>
  modal({
    callbackId: FORMS.searchBets,
    title: "Search",
    submit: "Search",
    metadata: { team: team.id },
    blocks: [
      textInput({
        id: WORDS,
        label: "Words",
        hint: "All of them, in bets and learnings; the beginning of a word is enough.",
        max: LIMITS.sentence,
      }),
    ],
  });

export const readSearch = (view: Pick<ViewOutput, "state">): Result<{ words: string }, FieldErrors> =>
  readForm(z.object({ [WORDS]: requiredText(LIMITS.sentence) }), view);

export const searchErrors = (words: string): FieldErrors => ({ [WORDS]: words });
