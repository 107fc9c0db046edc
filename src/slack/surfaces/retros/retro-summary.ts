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

/** So many learnings and next steps stay readable, and so much of their text leaves room for the rest. */
const MOST_LINES = 10;
const ROOM_FOR_LINES = 1_100;

/** What we saw coming is in the thread as well: the summary has what most of us found true. */
const MOST_REASONS = 3;
const ROOM_FOR_REASONS = 600;

/** What the retro came to, in the thread and in the channel. One layout, whatever the verdict. */
export function retroSummary({ bet, retro, reasons, learnings, nextSteps }: RetroFacts): Message {
  const heading = bold(`What we take from bet #${bet.number} · ${isolateRightToLeft(bet.title)}`);
  if (retro.state.kind === "open" || bet.state.kind !== "final")
    return message(
      paragraph([heading], ["The retro was reopened. The summary stands here again when it closes."]),
    );
  const { themes, decision } = retro.state.tally;
  const { outcome } = bet.state;
  const votes = new Map(themes.map((one) => [one.theme, one.votes]));
  const voted = byVotes(THEMES.map((one) => ({ ...one, votes: votes.get(one.theme) ?? 0 })));
  const square = squarePlace(decision, outcome.verdict);
  return message(
    paragraph([heading], verdictLine(bet, outcome)),
    ...section(
      "What had a part in it",
      voted
        .filter((one) => one.votes > 0)
        .map((one) => [emoji(one.emoji), ` ${THEME_WORDS[one.theme]} (${votesWords(one.votes)})`]),
      "No theme got a vote.",
    ),
    ...(retro.preMortem === "shown" ? cameTrue(reasons) : []),
    paragraph(
      [bold(DECISION_QUESTION)],
      [decisionWords(decision), ...(square ? [` ${squareWords(square)}`] : [])],
    ),
    ...section(
      "What we learned",
      byVotes(learnings).map((one) => [`${isolateRightToLeft(one.text)} (${votesWords(one.votes)})`]),
      "No learning was added.",
    ),
    ...section(
      "Next steps",
      nextSteps.map((step) => [`${isolateRightToLeft(step.text)} (${stepStateWords(step)})`]),
      "No next step was added.",
    ),
  );
}

/** Of what we wrote before we knew: what came true, by our votes. */
function cameTrue(reasons: readonly Reason[]): MessageBlock[] {
  const voted = byVotes(reasons.filter(({ votes }) => votes > 0));
  const lines = voted.map(({ text, votes }): Span[] => [
    `${isolateRightToLeft(text)} (${votesWords(votes)})`,
  ]);
  const none = "Nothing that we wrote before got a vote.";
  return section("What we saw coming", lines, none, MOST_REASONS, ROOM_FOR_REASONS);
}

function section(
  title: string,
  lines: readonly Span[][],
  none: string,
  most = MOST_LINES,
  room = ROOM_FOR_LINES,
): MessageBlock[] {
  if (lines.length === 0) return [paragraph([bold(title)], [none])];
  const { shown, more } = firstLines(lines, (line) => line, { most, space: room });
  return [
    paragraph([bold(title)]),
    bullets(shown.map(({ line }) => line)),
    ...(more > 0 ? [paragraph([`and ${more} more, in the thread.`])] : []),
  ];
}
