import type { ActionsBlock, InputBlock } from "@slack/types";
import { DEPENDENCIES } from "#domain/bets/mandate.ts";
import { REVIEW_AFTER_SHIPPING } from "#domain/bets/shipping.ts";
import type { Goal } from "#domain/goals/goal.ts";
import { isOnTop, type Learning } from "#domain/learnings/learning.ts";
import { byVotes } from "#domain/retros/tally.ts";
import { actions, button } from "#slack/kit/blocks.ts";
import type { HiddenFields } from "#slack/kit/hidden-fields.ts";
import { option, radioInput, selectInput, textInput } from "#slack/kit/inputs.ts";
import { capital, LIMITS } from "#slack/kit/text.ts";
import { afterShippingWords, DEPENDENCY_WORDS } from "#slack/surfaces/bets/bet-words.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { NO_SOURCE, sourceInput } from "#slack/surfaces/sources/source-input.ts";
import type { BetChoices } from "#usecases/bets/list-bet-choices.ts";
import type { EchoOfTeams } from "#usecases/search/find-echoes.ts";
import { BET_FIELDS as FIELDS, type BetPrefill, MORE_CHOICES, MORE_TEXTS } from "./fields.ts";

/** The block of the button that shows and hides the other fields. */
export const MORE_BLOCK = "more";

/** "More", with how many of the fields behind it are filled in; "Less" once they show. */
export function moreButton(filled: BetPrefill, shown: boolean, team: string): ActionsBlock {
  const { texts, choices } = hiddenFrom(filled);
  const count = Object.keys(texts).length + Object.keys(choices).length;
  const label = shown ? "Less" : count === 0 ? "More" : `More (${count} filled in)`;
  return {
    ...actions(
      button(label, ACTIONS.moreOfBet, team, {
        accessibility_label: shown
          ? "Less: hides these fields and keeps what is in them"
          : "More: shipping, belief, unit, source, guardrail, dependency, goal, learning",
      }),
    ),
    block_id: MORE_BLOCK,
  };
}

/** What the form keeps of the fields behind "More" while it hides them. */
export const hiddenFrom = (filled: BetPrefill): HiddenFields => ({
  texts: valuesOf(filled, MORE_TEXTS),
  // "Yes, alone" is what the form assumes anyway.
  choices:
    filled.alone === "no"
      ? valuesOf(filled, MORE_CHOICES)
      : valuesOf(filled, ["afterShipping", "source", "keyResult", "cites"]),
});

const valuesOf = (filled: BetPrefill, fields: ReadonlyArray<keyof BetPrefill>): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = filled[field];
      return value && value !== NO_SOURCE ? [[FIELDS[field], value]] : [];
    }),
  );

/** The fields behind "More". Asks what the team waits for only if it cannot release alone. */
export function moreInputs(
  prefill: BetPrefill,
  { goals, learnings, sources }: Pick<BetChoices, "goals" | "learnings" | "sources">,
  echo: EchoOfTeams | undefined,
): InputBlock[] {
  const keyResults = keyResultOptions(goals);
  return [
    selectInput({
      id: FIELDS.afterShipping,
      label: "Does the review count from shipping?",
      hint: "Then the date above is a plan, and the review moves once the bet is marked as shipped.",
      options: REVIEW_AFTER_SHIPPING.map((days) => option(String(days), capital(afterShippingWords(days)))),
      initial: prefill.afterShipping,
      optional: true,
    }),
    textInput({
      id: FIELDS.belief,
      label: "What do we believe?",
      max: LIMITS.belief,
      multiline: true,
      initial: prefill.belief,
      placeholder: "We believe … because …",
      optional: true,
    }),
    textInput({
      id: FIELDS.unit,
      label: "Unit",
      hint: "Not needed when it stands with the numbers.",
      max: LIMITS.unit,
      initial: prefill.unit,
      optional: true,
    }),
    ...sourceInput(FIELDS.source, sources, prefill.source),
    textInput({
      id: FIELDS.guardrail,
      label: "What must not get worse?",
      hint: "A guardrail metric, such as support tickets.",
      max: LIMITS.title,
      initial: prefill.guardrail,
      optional: true,
    }),
    radioInput({
      id: FIELDS.alone,
      label: "Can we release it alone?",
      options: [option("yes", "Yes"), option("no", "No, we wait for others")],
      initial: prefill.alone ?? "yes",
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
  ];
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
 * The chosen learning first, so that the limit cannot cut it off; then those on top; then those similar to the bet;
 * then the others by votes, newest first among equals.
 */
function learningOptions(
  learnings: readonly Learning[],
  echo: EchoOfTeams | undefined,
  chosen: string | undefined,
) {
  const echoed = new Set(echo?.learnings.map(({ learning }) => learning.id));
  const rank = (learning: Learning) => {
    if (learning.id === chosen) return 0;
    if (isOnTop(learning)) return 1;
    return echoed.has(learning.id) ? 2 : 3;
  };
  return byVotes(learnings)
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MAX_OPTIONS)
    .map(({ id, text }) => option(id, text));
}
