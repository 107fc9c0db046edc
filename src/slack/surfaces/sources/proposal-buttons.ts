import type { Button } from "@slack/types";
import type { Bet } from "#domain/bets/bet.ts";
import type { KeyResult } from "#domain/goals/goal.ts";
import { button, plain } from "#slack/kit/blocks.ts";
import { formatNumber } from "#slack/kit/numbers.ts";
import { clip } from "#slack/kit/text.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { type ProposedUse, proposedValueWords, strengthWords } from "./source-words.ts";

/** A button's value: what is measured, and the number that the person saw. */
const proposalValue = ({ subject, proposal }: ProposedUse): string => `${subject}/${proposal.id}`;

export function parseProposalValue(value = ""): { readonly subject: string; readonly proposal: string } {
  const [subject = "", proposal = ""] = value.split("/");
  return { subject, proposal };
}

/** Takes a source's number as a reading. */
export const useItButton = (use: ProposedUse, { number, terms }: Bet): Button =>
  button("Use it", ACTIONS.useProposal, proposalValue(use), {
    accessibility_label: `Use ${formatNumber(use.proposal.value, terms.unit)} as a reading of bet #${number}`,
  });

/** Slack's limits for the buttons and the text of a dialog, and ours for a button in a row. */
const MAX_BUTTON = 30;
const MAX_DIALOG = 300;

/** "Use 34.1 %": settles the bet with a source's number, once the person has confirmed that in Slack's dialog. */
export function useAsFinalButton(
  use: ProposedUse,
  { number, terms }: Bet,
  today: Temporal.PlainDate,
): Button {
  const label = clip(`Use ${formatNumber(use.proposal.value, terms.unit)}`, MAX_BUTTON);
  const words = `The final reading is ${proposedValueWords(use, terms.unit, today)}, from ${use.source} (${strengthWords(use)}). One of us then confirms the verdict or disputes it.`;
  return button(label, ACTIONS.useAsFinal, proposalValue(use), {
    accessibility_label: `${label} as the final reading of bet #${number}`,
    confirm: {
      title: plain(`Settle bet #${number}?`),
      text: plain(clip(words, MAX_DIALOG)),
      confirm: plain(label),
      deny: plain("Not yet"),
    },
  });
}

/** "Use 64": records a source's number as a key result's value. */
export const useValueButton = (use: ProposedUse, { metric }: KeyResult): Button => {
  const label = clip(`Use ${formatNumber(use.proposal.value)}`, MAX_BUTTON);
  return button(label, ACTIONS.useKeyResultValue, proposalValue(use), {
    accessibility_label: `${label}: ${metric}`,
  });
};
