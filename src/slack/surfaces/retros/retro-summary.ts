import type { Reason } from "#domain/pre-mortems/pre-mortem.ts";
import { THEMES } from "#domain/retros/retro.ts";
import { byVotes, squarePlace } from "#domain/retros/tally.ts";
import { verdictLine } from "#slack/surfaces/verdicts/verdict-message.ts";
import {
  bold,
  bullets,
  emoji,
  type Message,
  message,
  type MessageBlock,
  paragraph,
  type Span,
} from "#slack/kit/blocks.ts";
import { firstLines } from "#slack/kit/first-lines.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import type { RetroFacts } from "#usecases/retros/find-retro.ts";
import {
  DECISION_QUESTION,
  decisionWords,
  squareWords,
  stepStateWords,
  THEME_WORDS,
  votesWords,
} from "./retro-words.ts";

/** Limits per section, in lines and characters: short enough to read, and all sections fit in one message. */
const MAX_LINES = 10;
const MAX_LINES_LENGTH = 1_100;

/** The summary has only the reasons with the most votes; the thread has all of them. */
const MAX_REASONS = 3;
const MAX_REASONS_LENGTH = 600;

/** The retro's summary, posted in the thread and in the channel. It has the same layout for every verdict. */
export function retroSummary({ bet, retro, reasons, learnings, nextSteps }: RetroFacts): Message {
  const heading = bold(`What we take from bet #${bet.number} · ${isolateRightToLeft(bet.title)}`);
  if (retro.state.kind === "open" || bet.state.kind !== "final")
    return message(
      paragraph([heading], ["The retro was reopened. The summary stands here again when it closes."]),
    );
  const { themes, decision } = retro.state.tally;
  const { outcome } = bet.state;
  const votes = new Map(themes.map((item) => [item.theme, item.votes]));
  const voted = byVotes(THEMES.map((item) => ({ ...item, votes: votes.get(item.theme) ?? 0 })));
  const square = squarePlace(decision, outcome.verdict);
  return message(
    paragraph([heading], verdictLine(bet, outcome)),
    ...section(
      "What had a part in it",
      voted
        .filter((item) => item.votes > 0)
        .map((item) => [emoji(item.emoji), ` ${THEME_WORDS[item.theme]} (${votesWords(item.votes)})`]),
      "No theme got a vote.",
    ),
    ...(retro.preMortem === "shown" ? cameTrue(reasons) : []),
    paragraph(
      [bold(DECISION_QUESTION)],
      [decisionWords(decision), ...(square ? [` ${squareWords(square)}`] : [])],
    ),
    ...section(
      "What we learned",
      byVotes(learnings).map(({ text, votes: count }) => [
        `${isolateRightToLeft(text)} (${votesWords(count)})`,
      ]),
      "No learning was added.",
    ),
    ...section(
      "Next steps",
      nextSteps.map((step) => [`${isolateRightToLeft(step.text)} (${stepStateWords(step)})`]),
      "No next step was added.",
    ),
  );
}

/** The reasons from the pre-mortem that got votes, most first. */
function cameTrue(reasons: readonly Reason[]): MessageBlock[] {
  const voted = byVotes(reasons.filter(({ votes }) => votes > 0));
  const lines = voted.map(({ text, votes }): Span[] => [
    `${isolateRightToLeft(text)} (${votesWords(votes)})`,
  ]);
  const none = "Nothing that we wrote before got a vote.";
  return section("What we saw coming", lines, none, MAX_REASONS, MAX_REASONS_LENGTH);
}

function section(
  title: string,
  lines: readonly Span[][],
  none: string,
  maxLines = MAX_LINES,
  maxLength = MAX_LINES_LENGTH,
): MessageBlock[] {
  if (lines.length === 0) return [paragraph([bold(title)], [none])];
  const { shown, more } = firstLines(lines, (line) => line, { most: maxLines, space: maxLength });
  return [
    paragraph([bold(title)]),
    bullets(shown.map(({ line }) => line)),
    ...(more > 0 ? [paragraph([`and ${more} more, in the thread.`])] : []),
  ];
}
