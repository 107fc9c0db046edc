import { awaitsShipping, type Bet, currentReviewDate, isReviewDue } from "#domain/bets/bet.ts";
import type { LearningPayoff } from "#domain/learnings/cited-learning.ts";
import { needsReview, type NextStep } from "#domain/next-steps/next-step.ts";
import type { News, Standing } from "#domain/digests/news.ts";
import { isComputed } from "#domain/verdicts/verdict.ts";
import { realisedWords, VERDICT_SHORT } from "#slack/surfaces/bets/bet-words.ts";
import { bold, type Span } from "#slack/kit/blocks.ts";
import { formatDay } from "#slack/kit/dates.ts";
import { capital, clip, isolateRightToLeft } from "#slack/kit/text.ts";
import { betTitle, keyResultLine, surpriseWords } from "./digest-lines.ts";
import { withVotes } from "#slack/surfaces/retros/retro-words.ts";
import { pulseInShort } from "./pulse-lines.ts";

/** How much the digest quotes of what people wrote, in characters. */
export type QuoteLengths = { readonly title: number; readonly sentence: number };

const line = (label: string, ...spans: Span[]): Span[] => [bold(label), " ", ...spans];

const quote = (text: string, length: number): string => `“${isolateRightToLeft(clip(text, length))}”`;

/** "1 settled, 2 learned, 1 due, 1 slipping", without the zeros. */
export function countWords(news: News): string {
  const standing = (of: Standing) => news.keyResults.filter((keyResult) => keyResult.standing === of).length;
  const toDecide = news.askedSteps.filter(needsReview).length;
  const counts = [
    [news.newVerdicts.length, "settled"],
    [news.learnings.length, "learned"],
    [news.due.length, "due"],
    [standing("behind"), "slipping"],
    [standing("reached"), "reached"],
    [toDecide, toDecide === 1 ? "step to decide on" : "steps to decide on"],
    [news.droppedSteps.length, "dropped"],
  ] as const;
  return counts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(", ");
}

/** "Settled #9 Annual plan banner: missed (0.1 of 2 points). We gave it 90 %, so this one surprised us." */
export function settledLine(bet: News["newVerdicts"][number], lengths: QuoteLengths): Span[] {
  const { verdict, reading, reason } = bet.state.outcome;
  const detail =
    isComputed(verdict) && reading
      ? ` (${isolateRightToLeft(realisedWords(bet.terms, reading.value))}).`
      : reason
        ? `. ${isolateRightToLeft(clip(firstSentence(reason), lengths.title))}`
        : "";
  const words = `: ${VERDICT_SHORT[verdict.kind]}${detail}`;
  return line(
    "Settled",
    ...betTitle(bet, lengths.title),
    /[.…!?]$/.test(words) ? words : `${words}.`,
    surpriseSentence(bet),
  );
}

/** "The numbers are clear." of what somebody wrote at length. */
const firstSentence = (text: string): string => /^[^.!?\n]+[.!?](?=\s)/u.exec(text)?.[0] ?? text;

const surpriseSentence = (bet: News["newVerdicts"][number]): string => {
  const words = surpriseWords(bet);
  return words === undefined ? "" : ` ${capital(words)}.`;
};

/** "Learned “People who skip set-up have decided to leave” (5 votes)": the one with the most votes. */
export const learnedLines = ({ learnings }: News, { sentence }: QuoteLengths): Span[][] =>
  learnings.slice(0, 1).map(({ text, votes }) => line("Learned", withVotes(quote(text, sentence), votes)));

/** "Paid off “Ask before a launch” in #14" */
export const paidOffLine = ({ learning, bet, again }: LearningPayoff, { title }: QuoteLengths): Span[] =>
  line(again ? "Paid off again" : "Paid off", `${quote(learning.text, title)} in #${bet}`);

const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  behind: "Slipping",
  reached: "Reached",
  fine: "Back on pace",
};

/** "Slipping Weekly active teams: 61 of 100, 8 behind the pace" */
export function standingLine(
  { standing, keyResult, pace }: News["keyResults"][number],
  { title }: QuoteLengths,
): Span[] {
  const short = { ...keyResult, metric: clip(keyResult.metric, title) };
  return line(STANDING_WORDS[standing], ...keyResultLine({ keyResult: short, pace, bets: [] }));
}

/** "How we are Purpose 4, mastery 4, belonging 5, safe to speak 3 (5 of 5 answered)" */
export const moodLines = ({ pulse }: News): Span[][] =>
  pulse ? [line("How we are", pulseInShort(pulse))] : [];

const isOpen = ({ state }: Bet): boolean => state.kind === "open";

/** "Next #14 Invite link, review on Thu 17 Dec", "Due #10 Sign-up form, up for review since Mon 7 Dec" */
export function dueLine(bet: Bet, today: Temporal.PlainDate, lengths: QuoteLengths): Span[] {
  const title = betTitle(bet, lengths.title);
  const reviewOn = currentReviewDate(bet);
  const since = isOpen(bet) ? "" : " (settled since)";
  if (!isReviewDue(bet, today))
    return line(
      "Next",
      ...title,
      `, review ${awaitsShipping(bet) ? "planned for" : "on"} ${formatDay(reviewOn, today)}${since}`,
    );
  if (awaitsShipping(bet))
    return line("Not out yet?", ...title, `, review was planned for ${formatDay(reviewOn, today)}`);
  const when = reviewOn.equals(today) ? "review today" : `up for review since ${formatDay(reviewOn, today)}`;
  return line("Due", ...title, `, ${when}${since}`);
}

const stepText = ({ text }: NextStep, { sentence }: QuoteLengths): string =>
  isolateRightToLeft(clip(text, sentence));

const stepDay = ({ dueOn }: NextStep, today: Temporal.PlainDate): string => `due ${formatDay(dueOn, today)}`;

/** "Next step Interview five people, due Tue 15 Dec" */
export function comingStepLine(step: NextStep, today: Temporal.PlainDate, lengths: QuoteLengths): Span[] {
  const now = step.state === "open" ? stepDay(step, today) : step.state;
  return line("Next step", `${stepText(step, lengths)}, ${now}`);
}

/** "Still worth it? Interview five people, due Tue 10 Nov"; once it is answered, "Next step Interview …: done" */
export function askedStepLine(step: NextStep, today: Temporal.PlainDate, lengths: QuoteLengths): Span[] {
  const text = stepText(step, lengths);
  if (needsReview(step)) return line("Still worth it?", `${text}, ${stepDay(step, today)}`);
  return line("Next step", `${text}: ${step.state === "open" ? "kept" : step.state}`);
}

/** "Dropped “Interview five people”: nobody asked to keep it." */
export function droppedStepLine(step: NextStep, { sentence }: QuoteLengths): Span[] {
  if (step.state === "dropped")
    return line("Dropped", `${quote(step.text, sentence)}: nobody asked to keep it.`);
  return line(step.state === "done" ? "Done" : "Restored", quote(step.text, sentence));
}
