import { THEMES } from "#domain/retros/retro.ts";
import {
  actions,
  bold,
  bullets,
  button,
  emoji,
  type Message,
  message,
  paragraph,
} from "#slack/kit/blocks.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import type { RetroFacts } from "#usecases/retros/find-retro.ts";
import { ANSWER_WORDS, DECISION_QUESTION, decisionWords, THEME_WORDS } from "./retro-words.ts";
import { LEARNING_EMOJI } from "#domain/learnings/learning.ts";

/** In the thread of the retro: the themes, voted for by emoji. */
export const themesPrompt = ({ retro }: RetroFacts): Message =>
  message(
    paragraph(
      [bold("What had a part in how it came out?")],
      retro.state.kind === "open"
        ? ["React with every emoji that fits. Reactions are open: everybody in the channel sees them."]
        : ["The votes are counted. The summary in this thread has them."],
    ),
    bullets(THEMES.map((one) => [emoji(one.emoji), ` ${THEME_WORDS[one.theme]}`])),
    retro.state.kind === "open" &&
      paragraph([
        "Learnings are voted for as well, with ",
        emoji(LEARNING_EMOJI),
        " under each. The votes are counted when the retro closes.",
      ]),
  );

/** In the thread of the retro: the anonymous question. While it is open nothing shows of the answers, not even how many. */
export function decisionPrompt({ retro, team, decision }: RetroFacts): Message {
  const k = team.anonymityThreshold;
  if (decision)
    return message(
      paragraph(
        [bold(DECISION_QUESTION)],
        [decisionWords(decision)],
        [
          decision.kind === "none"
            ? "This was asked once."
            : "This was asked once. The answers themselves are destroyed.",
        ],
      ),
    );
  return message(
    paragraph(
      [bold(DECISION_QUESTION)],
      [
        `Anonymous. Nothing shows until the retro closes; then the result shows once, if ${k} or more of us answered. An answer can be changed until then.`,
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
