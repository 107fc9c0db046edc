import { type DecisionResult, THEMES, type ThemeVotes } from "#domain/retros/retro.ts";
import { byVotes, squarePlace } from "#domain/retros/tally.ts";
import {
  actions,
  bold,
  bullets,
  button,
  emoji,
  type Message,
  message,
  paragraph,
  type Span,
} from "#slack/kit/blocks.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import type { Bet } from "#domain/bets/bet.ts";
import type { RetroFacts } from "#usecases/retros/find-retro.ts";
import {
  ANSWER_WORDS,
  DECISION_QUESTION,
  decisionWords,
  squareWords,
  THEME_WORDS,
  withVotes,
} from "./retro-words.ts";
import { LEARNING_EMOJI } from "#domain/learnings/learning.ts";

/** The message in the thread that lists the themes, which people vote for by emoji; once closed, those with votes. */
export function themesPrompt({ retro }: RetroFacts): Message {
  const question = bold("What had a part in how it came out?");
  if (retro.state.kind === "closed") {
    const voted = themeLines(retro.state.tally.themes);
    return message(
      paragraph([question], voted.length === 0 && ["The vote is closed."]),
      voted.length > 0 && bullets(voted),
    );
  }
  return message(
    paragraph(
      [question],
      ["React with every emoji that fits. Reactions are open: everybody in the channel sees them."],
    ),
    bullets(THEMES.map((item) => [emoji(item.emoji), ` ${THEME_WORDS[item.theme]}`])),
    paragraph([
      "Vote for learnings with ",
      emoji(LEARNING_EMOJI),
      " under each. Votes are counted when the retro closes. What we add is the team's, and carries no name.",
    ]),
  );
}

/** The themes with votes, the most first. */
export function themeLines(themes: readonly ThemeVotes[]): Span[][] {
  const votes = new Map(themes.map((item) => [item.theme, item.votes]));
  return byVotes(THEMES.map((item) => ({ ...item, votes: votes.get(item.theme) ?? 0 })))
    .filter((item) => item.votes > 0)
    .map((item) => [emoji(item.emoji), ` ${withVotes(THEME_WORDS[item.theme], item.votes)}`]);
}

/** The anonymous question in the thread. */
export function decisionPrompt({ bet, retro, team, decision }: RetroFacts): Message {
  const threshold = team.anonymityThreshold;
  if (decision)
    return message(
      paragraph(
        [bold(DECISION_QUESTION)],
        [decisionResultWords(bet, decision)],
        decision.kind !== "none" && ["This was asked once. The answers themselves are destroyed."],
      ),
    );
  return message(
    paragraph(
      [bold(DECISION_QUESTION)],
      [
        `Anonymous. Answers stay hidden until the retro closes; then the result shows once, if ${threshold} or more of us answered. You can change yours until then.`,
      ],
      [
        "No name is kept with an answer. Whoever runs the server could work out who said what until the retro closes, and nobody can afterwards.",
      ],
    ),
    actions(
      button(ANSWER_WORDS.again, ACTIONS.decideAgain, retro.id, {
        accessibility_label: "Yes, again: we would place it",
      }),
      button(ANSWER_WORDS["not-again"], ACTIONS.decideNotAgain, retro.id, {
        accessibility_label: "No, not again: we would not place it",
      }),
    ),
  );
}

/** The result of the anonymous question, and what it means beside the verdict: "A good bet, bad luck." */
export function decisionResultWords({ state }: Bet, decision: DecisionResult): string {
  const square = state.kind === "open" ? undefined : squarePlace(decision, state.outcome.verdict);
  return `${decisionWords(decision)}${square ? ` ${squareWords(square)}` : ""}`;
}
