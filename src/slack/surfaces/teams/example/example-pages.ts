import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { Bet } from "#domain/bets/bet.ts";
import { CONFIDENCE_LEVELS, type Percent } from "#domain/confidence/confidence.ts";
import type { Result } from "#domain/result.ts";
import type { Team } from "#domain/teams/team.ts";
import { verdict } from "#domain/verdicts/verdict.ts";
import { actions, bold, bullets, button, italic, paragraph, type Span } from "#slack/kit/blocks.ts";
import { WEEKDAY_WORDS } from "#slack/kit/dates.ts";
import { type FieldErrors, type FormInput, modal, readForm } from "#slack/kit/form.ts";
import { textInput } from "#slack/kit/inputs.ts";
import { LIMITS } from "#slack/kit/text.ts";
import { unitMismatch } from "#slack/kit/units.ts";
import {
  openWords,
  realisedWords,
  termsWords,
  VERDICT_SHORT,
  VERDICT_WORDS,
} from "#slack/surfaces/bets/bet-words.ts";
import { confidenceLine } from "#slack/surfaces/confidence/confidence-poll.ts";
import { answerWords, percentWords } from "#slack/surfaces/confidence/confidence-words.ts";
import { ACTIONS, FORMS } from "#slack/surfaces/ids.ts";
import { numberTyped } from "#slack/surfaces/replies/number-field.ts";
import { outcomeLine } from "#slack/surfaces/verdicts/verdict-message.ts";
import { exampleBet } from "./example-bet.ts";

const VALUE = "value";

export const exampleMetadata = z.object({
  team: z.string(),
  gave: z.union(CONFIDENCE_LEVELS.map((percent) => z.literal(percent))),
});

const VOTES = {
  10: ACTIONS.exampleVote10,
  30: ACTIONS.exampleVote30,
  50: ACTIONS.exampleVote50,
  70: ACTIONS.exampleVote70,
  90: ACTIONS.exampleVote90,
} as const satisfies Readonly<Record<Percent, string>>;

const page = (input: Pick<Parameters<typeof modal>[0], "submit" | "metadata" | "blocks">): ModalView =>
  modal({ callbackId: FORMS.example, title: "Try it with an example", close: "Close the example", ...input });

/** The first page: the card of a bet, to vote on. */
export function examplePage(team: Team, now: Temporal.Instant): ModalView {
  const bet = exampleBet(team, now);
  const today = now.toZonedDateTimeISO(team.timeZone).toPlainDate();
  return page({
    blocks: [
      paragraph([
        bold("One bet from start to end, in three steps."),
        " Only you see it. Nothing of it is saved, posted or counted.",
      ]),
      { type: "divider" },
      paragraph(
        [bold(bet.title), ` · ${openWords(bet, today)}`],
        [italic(bet.belief)],
        [termsWords(bet.terms)],
        confidenceLine({ bet, team, voted: 3 }, now),
      ),
      actions(
        ...CONFIDENCE_LEVELS.map((percent) =>
          button(percentWords(percent), VOTES[percent], team.id, {
            accessibility_label: `The example hits: ${answerWords(percent)}`,
          }),
        ),
      ),
    ],
  });
}

/** The second page: the vote is in, and the channel asks for the final reading. */
export function exampleReview(team: Team, gave: Percent, now: Temporal.Instant): ModalView {
  const { title, terms } = exampleBet(team, now);
  return page({
    submit: "Enter the reading",
    metadata: { team: team.id, gave },
    blocks: [
      paragraph(
        [bold(`Your vote is in: ${answerWords(gave)}.`)],
        ["Votes stay sealed for two days. Then the card shows what we gave, never who gave what."],
      ),
      { type: "divider" },
      paragraph(["Six weeks later, the channel is asked:"]),
      paragraph([bold(`${title} is up for review.`), ` ${termsWords(terms)}.`]),
      textInput({
        id: VALUE,
        label: "Where is the metric now, in %?",
        hint: "Try 41, 34 or 30 to see how else it can come out.",
        max: LIMITS.metric,
        initial: "37",
      }),
    ],
  });
}

/** The last page: the verdict, and what follows from it. */
export function exampleVerdict(team: Team, gave: Percent, value: number, now: Temporal.Instant): ModalView {
  const bet = exampleBet(team, now);
  const { kind, progress } = verdict(bet.terms, value);
  const reading = { value, takenOn: bet.terms.reviewOn, evidence: "before-after" } as const;
  return page({
    blocks: [
      paragraph(
        [bold(`${bet.title} ${VERDICT_WORDS[kind]}.`)],
        outcomeLine(bet, { verdict: { kind, progress }, reading }),
        [`You gave it ${percentWords(gave)}. In the channel this says what we gave it together.`],
        ["A teammate confirms or disputes the verdict. Undisputed, it is final after a day."],
      ),
      { type: "divider" },
      paragraph(
        [bold("Then comes a short retro, in the bet's thread.")],
        [
          "We say what had a part in it, whether we would place it again, and what is worth knowing next time:",
        ],
      ),
      bullets([
        ["“People who skip set-up have decided to leave” (3 votes)"],
        ["Next step: interview five people who skipped it"],
      ]),
      { type: "divider" },
      paragraph([bold(`On ${WEEKDAY_WORDS[team.digestDay]} the digest says:`)], digestLine(bet, kind, value)),
      actions(button("Place a bet", ACTIONS.openPlaceForm, team.id)),
    ],
  });
}

const digestLine = ({ title, terms }: Bet, kind: keyof typeof VERDICT_SHORT, value: number): Span[] => [
  bold("Settled"),
  ` ${title}: ${VERDICT_SHORT[kind]} (${realisedWords(terms, value)}).`,
];

const schema = z.object({
  [VALUE]: numberTyped.superRefine((value, context) => {
    const mismatch = unitMismatch(value.unit, "%", "bet");
    if (mismatch !== undefined) context.addIssue(mismatch);
  }),
});

export function readExample(view: FormInput): Result<number, FieldErrors> {
  const read = readForm(schema, view);
  return read.ok ? { ok: true, value: read.value.value.value } : read;
}

export const exampleErrors = (words: string): FieldErrors => ({ [VALUE]: words });
