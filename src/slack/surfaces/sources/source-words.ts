import type { SourceRefusal } from "#domain/sources/source.ts";
import { type Proposal, readingOf, type SourceFailure, type SourceUse } from "#domain/sources/source-use.ts";
import { formatDay } from "#slack/kit/dates.ts";
import { formatNumber } from "#slack/kit/numbers.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import { differenceWords, evidenceWords } from "#slack/surfaces/bets/bet-words.ts";

/** A use with the number that its source proposes. */
export type ProposedUse = SourceUse & { readonly proposal: Proposal };

export const isProposed = (use: SourceUse | undefined): use is ProposedUse => use?.proposal !== undefined;

/** What is wrong with a source, in plain words, after its name. */
const FAILURE_WORDS: Readonly<Record<SourceRefusal["kind"], string>> = {
  "unknown-source": "it is not defined any more",
  unreachable: "it cannot be reached",
  timeout: "it does not answer in time",
  redirected: "it sends us to another address",
  "too-large": "its answer is too large",
  "bad-status": "it answers with an error",
  "not-a-number": "its answer is not a number",
  "no-rows": "it has no row for the day",
  "many-rows": "it has more than one row for the day",
  misconfigured: "it is not set up correctly",
};

/** "it does not answer in time" */
export const failureWords = ({ kind }: Pick<SourceFailure, "kind">): string => FAILURE_WORDS[kind];

/** "signups-weekly" */
export const sourceName = ({ source }: Pick<SourceUse, "source">): string => isolateRightToLeft(source);

/** "34.1 % on Fri 27 Nov" */
export const proposedValueWords = (
  { proposal: { value, day } }: ProposedUse,
  unit: string,
  today: Temporal.PlainDate,
): string => `${formatNumber(value, unit)} on ${formatDay(day, today)}`;

/** "signups-weekly says 34.1 % on Fri 27 Nov." */
export const proposalWords = (use: ProposedUse, unit: string, today: Temporal.PlainDate): string =>
  `${sourceName(use)} says ${proposedValueWords(use, unit, today)}.`;

/** "From signups-weekly, Fri 27 Nov." */
export const originWords = (use: ProposedUse, today: Temporal.PlainDate): string =>
  `From ${sourceName(use)}, ${formatDay(use.proposal.day, today)}.`;

/** The note of a reading that confirms a proposal: "From signups-weekly"; of an experiment also how sure its change is. */
export function proposalNote({ source, proposal: { interval } }: ProposedUse, unit: string): string {
  if (!interval) return `From ${source}`;
  return `From ${source}: a change of ${formatNumber(interval.from)} to ${differenceWords(interval.to, unit)}`;
}

/** How strong the evidence of a source's number is: as the source says, or a comparison of before and after. */
export const strengthWords = ({ proposal }: ProposedUse): string => evidenceWords(readingOf(proposal, ""));

/** What can be done about a source that gives no number. `where`: where another one is chosen. */
export const remedyWords = ({ kind }: Pick<SourceFailure, "kind">, where: string): string =>
  kind === "unknown-source"
    ? `${where} chooses another one, or none.`
    : "Whoever runs Ourcome can fix it. Until then we enter the number ourselves.";
