import type { ViewOutput } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { BetDraft } from "#domain/bets/bet.ts";
import type { Goal } from "#domain/goals/goal.ts";
import { CHOSEN, DEPENDENCIES } from "#domain/bets/mandate.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { byVotes } from "#domain/retros/tally.ts";
import type { Team } from "#domain/teams/team.ts";
import type { TermsRefusal } from "#domain/bets/terms.ts";
import { paragraph } from "#slack/kit/blocks.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import {
  errorsOnShownFields,
  requiredDate,
  type FieldErrors,
  modal,
  readForm,
  requiredText,
  optionalText,
} from "#slack/kit/form.ts";
import { CHOICES, FORMS } from "#slack/surfaces/ids.ts";
import { dayInput, option, radioInput, selectInput, textInput } from "#slack/kit/inputs.ts";
import { numberTyped } from "#slack/surfaces/replies/number-field.ts";
import { LIMITS } from "#slack/kit/text.ts";
import { commonUnit } from "#slack/kit/units.ts";
import type { EchoOfTeams } from "#usecases/search/find-echoes.ts";
import type { BetChoices } from "#usecases/bets/list-bet-choices.ts";
import type { PlaceRefusal } from "#usecases/bets/place-bet.ts";
import { formBaseRateWords } from "./base-rate-words.ts";
import { echoBlocks } from "#slack/surfaces/search/echo-blocks.ts";
import { CHOSEN_WORDS, DEPENDENCY_WORDS } from "./bet-words.ts";
import type { Learning } from "#domain/learnings/learning.ts";

const FIELDS = {
  title: "title",
  belief: "belief",
  metric: CHOICES.metric,
  baseline: "baseline",
  target: "target",
  unit: "unit",
  reviewOn: "review_on",
  chosen: "chosen",
  alone: CHOICES.alone,
  dependency: "dependency",
  keyResult: "key_result",
  cites: "cites",
  guardrail: "guardrail",
} as const;

/** The form's initial values: from a sentence, from a message, or what was filled in before. */
export type BetPrefill = { readonly [Field in keyof typeof FIELDS]?: string | undefined } & {};

/** `bet` is the id of the new bet, so that a form sent twice places one bet. */
export const betMetadata = z.object({ team: z.string(), bet: z.string().optional() });

/** The values of a form that is open. */
export const prefillFromFields = (values: Readonly<Record<string, string | undefined>>): BetPrefill => ({
  title: values[FIELDS.title],
  belief: values[FIELDS.belief],
  metric: values[FIELDS.metric],
  baseline: values[FIELDS.baseline],
  target: values[FIELDS.target],
  unit: values[FIELDS.unit],
  reviewOn: values[FIELDS.reviewOn],
  chosen: values[FIELDS.chosen],
  alone: values[FIELDS.alone],
  dependency: values[FIELDS.dependency],
  keyResult: values[FIELDS.keyResult],
  cites: values[FIELDS.cites],
  guardrail: values[FIELDS.guardrail],
});

/** What the form shows besides its values: goals and learnings to choose from, the base rate, similar bets. */
type BetFormFacts = BetChoices & { readonly echo: EchoOfTeams | undefined; readonly team: Team };

/** Asks for the dependency only if the team cannot release alone. */
export function betForm(
  prefill: BetPrefill,
  { goals, learnings, baseRate, echo, team }: BetFormFacts,
  metadata: z.input<typeof betMetadata>,
): ModalView {
  const keyResults = keyResultOptions(goals);
  return modal({
    callbackId: FORMS.placeBet,
    title: "Place a bet",
    submit: "Place it",
    metadata,
    blocks: [
      textInput({ id: FIELDS.title, label: "What do we change?", max: LIMITS.title, initial: prefill.title }),
      textInput({
        id: FIELDS.belief,
        label: "What do we believe?",
        max: LIMITS.belief,
        multiline: true,
        initial: prefill.belief,
        placeholder: "We believe … because …",
      }),
      textInput({
        id: FIELDS.metric,
        label: "Which metric do we expect to move?",
        hint: "Enter shows earlier bets that resemble this one.",
        max: LIMITS.metric,
        initial: prefill.metric,
        dispatch: true,
      }),
      ...(echo ? echoBlocks(echo, team) : []),
      textInput({
        id: FIELDS.baseline,
        label: "From (baseline)",
        hint: "Where the metric stands now, such as 32 % or 1,200.",
        max: LIMITS.metric,
        initial: prefill.baseline,
      }),
      textInput({ id: FIELDS.target, label: "To (target)", max: LIMITS.metric, initial: prefill.target }),
      paragraph([formBaseRateWords(baseRate)]),
      textInput({
        id: FIELDS.unit,
        label: "Unit",
        hint: "Not needed when it stands with the numbers.",
        max: LIMITS.unit,
        initial: prefill.unit,
        optional: true,
      }),
      dayInput({
        id: FIELDS.reviewOn,
        label: "When do we look at it?",
        initial: prefill.reviewOn,
      }),
      radioInput({
        id: FIELDS.chosen,
        label: "Who chose it?",
        options: CHOSEN.map((chosen) => option(chosen, CHOSEN_WORDS[chosen])),
        initial: prefill.chosen,
      }),
      radioInput({
        id: FIELDS.alone,
        label: "Can we release it alone?",
        options: [option("yes", "Yes"), option("no", "No, we wait for others")],
        initial: prefill.alone,
        dispatch: true,
      }),
      ...(prefill.alone === "no"
        ? [
            radioInput({
              id: FIELDS.dependency,
              label: "What do we wait for?",
              options: DEPENDENCIES.map((dependency) => option(dependency, DEPENDENCY_WORDS[dependency])),
              initial: prefill.dependency,
            }),
          ]
        : []),
      ...(keyResults.length > 0
        ? [
            selectInput({
              id: FIELDS.keyResult,
              label: "Which key result does it serve?",
              options: keyResults,
              initial: prefill.keyResult,
              optional: true,
            }),
          ]
        : []),
      ...(learnings.length > 0
        ? [
            selectInput({
              id: FIELDS.cites,
              label: "Does it build on something that we learned?",
              options: learningOptions(learnings, echo, prefill.cites),
              initial: prefill.cites,
              optional: true,
            }),
          ]
        : []),
      textInput({
        id: FIELDS.guardrail,
        label: "What must not get worse?",
        hint: "A guardrail metric, such as support tickets.",
        max: LIMITS.title,
        initial: prefill.guardrail,
        optional: true,
      }),
    ],
  });
}

/** Slack's limit for a select menu. */
const MAX_OPTIONS = 100;

const keyResultOptions = (goals: readonly Goal[]) =>
  goals
    .flatMap(({ objective, keyResults }) =>
      keyResults.map(({ id, metric }) => option(id, `${objective.title} · ${metric}`)),
    )
    .slice(0, MAX_OPTIONS);

/**
 * The chosen learning first, so that the limit cannot cut it off; then those similar to the bet; then the others by
 * votes, newest first among equals.
 */
function learningOptions(
  learnings: readonly Learning[],
  echo: EchoOfTeams | undefined,
  chosen: string | undefined,
) {
  const echoed = new Set(echo?.learnings.map(({ learning }) => learning.id));
  const rank = ({ id }: Learning) => (id === chosen ? 0 : echoed.has(id) ? 1 : 2);
  return byVotes(learnings)
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MAX_OPTIONS)
    .map(({ id, text }) => option(id, text));
}

const oneOf = <const Values extends readonly string[]>(values: Values) =>
  z.enum(values, "Please choose one.");

const betSchema = z.object({
  [FIELDS.title]: requiredText(LIMITS.title),
  [FIELDS.belief]: requiredText(LIMITS.belief),
  [FIELDS.metric]: requiredText(LIMITS.metric),
  [FIELDS.baseline]: numberTyped,
  [FIELDS.target]: numberTyped,
  [FIELDS.unit]: optionalText(LIMITS.unit),
  [FIELDS.reviewOn]: requiredDate,
  [FIELDS.chosen]: oneOf(CHOSEN),
  [FIELDS.alone]: oneOf(["yes", "no"]),
  [FIELDS.dependency]: oneOf(DEPENDENCIES).optional(),
  [FIELDS.keyResult]: z.string().optional(),
  [FIELDS.cites]: z.string().optional(),
  [FIELDS.guardrail]: optionalText(LIMITS.title),
});

export function readBet(view: Pick<ViewOutput, "state">): Result<BetDraft, FieldErrors> {
  const read = readForm(betSchema, view);
  if (!read.ok) return read;
  const form = read.value;
  if (form.alone === "no" && !form.dependency)
    return err(errorsOnShownFields(view, { [FIELDS.dependency]: "Please choose one." }, FIELDS.alone));
  const unit = commonUnit(form.unit, form.baseline.unit, form.target.unit);
  if (unit === undefined)
    return err({
      [FIELDS.target]: "Baseline, target and unit do not agree on a unit. Use the same one for all.",
    });
  return ok({
    title: form.title,
    belief: form.belief,
    terms: {
      metric: form.metric,
      unit,
      baseline: form.baseline.value,
      target: form.target.value,
      reviewOn: form.review_on,
    },
    ...(form.guardrail !== undefined && { guardrail: form.guardrail }),
    ...(form.key_result !== undefined && { keyResult: form.key_result }),
    ...(form.cites !== undefined && { cites: form.cites }),
    mandate: {
      chosen: form.chosen,
      ...(form.alone === "no" && form.dependency && { dependency: form.dependency }),
    },
  });
}

/** Shows a refusal at the field that can fix it. */
export function placeErrors(refusal: PlaceRefusal): FieldErrors {
  return { [fieldOf(refusal.kind)]: explain(refusal) };
}

function fieldOf(kind: PlaceRefusal["kind"] | TermsRefusal["kind"]): string {
  switch (kind) {
    case "target-equals-baseline":
      return FIELDS.target;
    case "review-not-ahead":
      return FIELDS.reviewOn;
    case "key-result-not-found":
      return FIELDS.keyResult;
    case "learning-not-found":
      return FIELDS.cites;
    case "team-not-found":
      return FIELDS.title;
  }
}

export const BET_FIELDS = FIELDS;
