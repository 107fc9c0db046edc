import type { Button } from "@slack/types";
import { awaitsShipping, type Bet, isReviewDue } from "#domain/bets/bet.ts";
import { needsReview, type NextStep } from "#domain/next-steps/next-step.ts";
import type { Team } from "#domain/teams/team.ts";
import { button } from "#slack/kit/blocks.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { moveReviewButton, shippedButton } from "#slack/surfaces/bets/shipping/shipped-message.ts";
import { IN_WEEK } from "#slack/surfaces/next-steps/step-place.ts";

/** "Add a reading", or "Enter the final reading" from the review date on. Before a bet has shipped, neither. */
export function dueButtons(bet: Bet, today: Temporal.PlainDate): Button[] {
  if (bet.state.kind !== "open") return [];
  const isDue = isReviewDue(bet, today);
  if (awaitsShipping(bet))
    return [shippedButton(bet, "plain", "It has shipped"), ...(isDue ? [moveReviewButton(bet)] : [])];
  const words = isDue ? "Enter the final reading" : "Add a reading";
  return [
    button(words, isDue ? ACTIONS.settleBet : ACTIONS.takeReading, bet.id, {
      accessibility_label: `${words}${isDue ? " of" : " to"} bet #${bet.number}`,
    }),
  ];
}

type StepAction = "stepDone" | "keepStep" | "dropStep" | "undoStep";

const STEP_WORDS: Readonly<Record<StepAction, string>> = {
  stepDone: "Done",
  keepStep: "Keep",
  dropStep: "Drop",
  undoStep: "Restore",
};

const stepButton = (action: StepAction, { id, text }: NextStep): Button =>
  button(STEP_WORDS[action], ACTIONS[action], `${id}/${IN_WEEK}`, {
    accessibility_label: `${STEP_WORDS[action]}: ${text}`,
  });

export const comingStepButtons = (step: NextStep): Button[] =>
  step.state === "open" ? [stepButton("stepDone", step), stepButton("dropStep", step)] : [];

export const askedStepButtons = (step: NextStep): Button[] =>
  needsReview(step)
    ? [stepButton("stepDone", step), stepButton("keepStep", step), stepButton("dropStep", step)]
    : [];

export const droppedStepButtons = (step: NextStep): Button[] =>
  step.state === "dropped" ? [stepButton("undoStep", step)] : [];

export const numbersButton = ({ id }: Pick<Team, "id">): Button =>
  button("Numbers", ACTIONS.openNumbers, id, {
    accessibility_label: "Numbers: where we stand, forecasts, key results, and how we know",
  });
