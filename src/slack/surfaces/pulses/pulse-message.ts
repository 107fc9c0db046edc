import {
  PULSE_QUESTIONS,
  type PulseQuestion,
  type PulseResult,
  type Rating,
  RATINGS,
  takesAnswers,
} from "#domain/pulses/pulse.ts";
import {
  actions,
  bold,
  button,
  type Message,
  message,
  type MessageBlock,
  dateSpan,
  paragraph,
  type Span,
} from "#slack/kit/blocks.ts";
import { formatInstant } from "#slack/kit/dates.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import type { PulseFacts } from "#usecases/pulses/find-pulse.ts";
import { answeredWords, QUESTION_WORDS, RATING_WORDS, STATEMENTS } from "./pulse-words.ts";
import { capital } from "#slack/kit/text.ts";

const BUTTONS = {
  1: ACTIONS.pulse1,
  2: ACTIONS.pulse2,
  3: ACTIONS.pulse3,
  4: ACTIONS.pulse4,
  5: ACTIONS.pulse5,
} as const satisfies Readonly<Record<Rating, string>>;

export const PULSE_TITLE = "How are we?";
const TITLE = bold(PULSE_TITLE);

/** While the pulse is open: the four statements and how many answered. Afterwards: what became of the answers. */
export function pulseMessage(facts: PulseFacts, now: Temporal.Instant): Message {
  const { pulse, team, answered } = facts;
  const { state } = pulse;
  const threshold = Math.max(pulse.threshold, team.anonymityThreshold);
  if (state.kind === "closed")
    return message(paragraph([TITLE, " This pulse is closed."], resultWords(state.result)));
  if (!takesAnswers(pulse, now))
    return message(paragraph([TITLE, " This pulse is closed and waits to be counted."]));
  return message(
    paragraph(
      [TITLE, " One tap for each statement, from 1 (not at all) to 5 (fully)."],
      [
        "Anonymous. No name is kept with an answer; whoever runs the server could work out whose it is until the pulse closes, and nobody can afterwards. ",
        `Our digest shows the middle of the answers, where ${threshold} or more came in. Fewer are pooled over the quarter.`,
      ],
      [
        "It closes ",
        dateSpan(state.closesAt, formatInstant(state.closesAt, team.timeZone)),
        ` · ${answered} ${answered === 1 ? "has" : "have"} answered`,
      ],
    ),
    ...PULSE_QUESTIONS.flatMap((question) => questionBlocks(pulse.id, question)),
  );
}

const questionBlocks = (pulse: string, question: PulseQuestion): MessageBlock[] => [
  paragraph([bold(capital(QUESTION_WORDS[question])), ` · ${STATEMENTS[question]}`]),
  actions(
    ...RATINGS.map((rating) =>
      button(String(rating), BUTTONS[rating], `${pulse}/${question}`, {
        accessibility_label: `${rating}, ${RATING_WORDS[rating]}: ${STATEMENTS[question]}`,
      }),
    ),
  ),
];

/** Undefined if nobody answered. */
function resultWords(result: PulseResult): Span[] | undefined {
  switch (result.kind) {
    case "none":
      return undefined;
    case "unreadable":
      return [
        "The answers are lost: the server's secret was changed while they were sealed, so they could not be read, and are destroyed. Nothing else is touched by it.",
      ];
    case "counted":
      return [...result.answers.values()].some(({ basis }) => basis !== "waiting")
        ? [
            `${capital(answeredWords(result))}. The answers themselves are destroyed. Our next digest says how we are, and /outcomes does now.`,
          ]
        : [
            `${capital(answeredWords(result))}. That is too few, so nothing shows. What they add up to waits for the quarter's next pulses, and goes when the quarter ends; the answers themselves are destroyed.`,
          ];
  }
}
