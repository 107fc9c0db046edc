import type { ViewOutput } from "@slack/bolt";
import { z } from "zod";
import type { Result } from "#domain/result.ts";
import { type FieldErrors, fieldValues, type FormInput, readMetadata } from "#slack/kit/form.ts";
import { type BetFacts, findBet } from "#usecases/bets/find-bet.ts";
import { readAmendment } from "./amendments/amend-form.ts";
import { betFormAnswers } from "./bets/on-bet-submitted.ts";
import type { SurfaceDeps } from "./deps.ts";
import { KEY_RESULT_SOURCE, readKeyResult } from "./goals/key-result-form.ts";
import { readObjective } from "./goals/objective-form.ts";
import { workspaceOf } from "./handler.ts";
import type { FORMS } from "./ids.ts";
import { readNextStep } from "./next-steps/next-step-form.ts";
import { readingMetadata, readReading, spareOf } from "./readings/reading-form.ts";
import { todayOf } from "#usecases/deps.ts";
import { readSettlement } from "./verdicts/settle-form.ts";
import { readToken } from "./tokens/token-form.ts";
import type { FormAnswers } from "./wording/check-form.ts";

/** Forms in which more can be wrong than a wording: then all of it is said at once. */
export const formAnswers = (deps: SurfaceDeps): Partial<Record<keyof typeof FORMS, FormAnswers>> => ({
  placeBet: betFormAnswers(deps),
  takeReading: aboutBet(deps, (view, facts, today) =>
    readReading(view, facts.bet.terms.unit, today, spareOf(readMetadata(readingMetadata, view), facts)),
  ),
  settleBet: aboutBet(deps, (view, { bet }, today) => readSettlement(view, bet.terms.unit, today)),
  amendBet: aboutBet(deps, (view, { bet }, today) => readAmendment(view, bet, today)),
  addNextStep: aboutBet(deps, (view, _facts, today) => readNextStep(view, today)),
  objective: { errorsIn: ({ view }) => errorsOf(readObjective(view)) },
  newToken: { errorsIn: ({ view }) => errorsOf(readToken(view)) },
  keyResult: {
    // The source is checked when the form is saved.
    errorsIn: ({ view }) => errorsOf(readKeyResult(view, [], fieldValues(view)[KEY_RESULT_SOURCE])),
  },
});

type ReadForm = (
  view: FormInput & Pick<ViewOutput, "private_metadata">,
  facts: BetFacts,
  today: Temporal.PlainDate,
) => Result<unknown, FieldErrors>;

const aboutBet = (deps: SurfaceDeps, read: ReadForm): FormAnswers => ({
  async errorsIn({ body, view }) {
    const { bet } = readMetadata(z.object({ bet: z.string() }), view);
    const facts = await findBet(deps, { workspace: workspaceOf(body), bet });
    return facts.ok ? errorsOf(read(view, facts.value, todayOf(deps, facts.value.team))) : {};
  },
});

const errorsOf = (read: Result<unknown, FieldErrors>): FieldErrors => (read.ok ? {} : read.error);
