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

/** The message in the retro's thread that lists the themes, which people vote for by emoji. */
export const themesPrompt = ({ retro }: RetroFacts): Message =>
  message(
    paragraph(
      [bold("What had a part in how it came out?")],
      retro.state.kind === "open"
        ? ["React with every emoji that fits. Reactions are open: everybody in the channel sees them."]
        : ["The votes are counted. The summary in this thread has them."],
    ),
    bullets(THEMES.map((item) => [emoji(item.emoji), ` ${THEME_WORDS[item.theme]}`])),
    retro.state.kind === "open" &&
      paragraph([
        "Learnings are voted for as well, with ",
        emoji(LEARNING_EMOJI),
        " under each. The votes are counted when the retro closes.",
      ]),
  );

/** The anonymous question in the retro's thread. While it is open, not even the number of answers shows. */
export function decisionPrompt({ retro, team, decision }: RetroFacts): Message {
  const threshold = team.anonymityThreshold;
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
        `Anonymous. Nothing shows until the retro closes; then the result shows once, if ${threshold} or more of us answered. An answer can be changed until then.`,
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
