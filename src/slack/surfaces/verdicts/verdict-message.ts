import type { Button } from "@slack/types";
import type { Bet, Outcome } from "#domain/bets/bet.ts";
import { isComputed } from "#domain/verdicts/verdict.ts";
import {
  actions,
  bold,
  button,
  type Message,
  message,
  dateSpan,
  paragraph,
  type Span,
} from "#slack/kit/blocks.ts";
import { formatInstant } from "#slack/kit/dates.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { formatNumber } from "#slack/kit/numbers.ts";
import { capital, isolateRightToLeft } from "#slack/kit/text.ts";
import { invitation, retroBlocks } from "#slack/surfaces/retros/retro-lines.ts";
import { FIRST_RETRO_HINT, FIRST_VERDICT_HINT } from "#slack/surfaces/teams/hints.ts";
import type { VerdictFacts } from "#usecases/verdicts/find-verdict.ts";
import { settlementId } from "./settlement-id.ts";
import { forecastWords } from "#slack/surfaces/confidence/confidence-words.ts";
import {
  amendedVerdictWords,
  evidenceClaimWords,
  metricWords,
  changeWords,
  VERDICT_WORDS,
  progressShareWords,
} from "#slack/surfaces/bets/bet-words.ts";

/**
 * How the bet came out: provisional with two buttons, then with its retro, first as an invitation and at the end with what
 * was learned. Half a line after a dispute.
 */
export function verdictMessage({ bet, team, retroFacts, isFirst }: VerdictFacts, round: number): Message {
  const { state } = bet;
  if (state.kind === "open" || state.round !== round)
    return message(
      paragraph([bold("This verdict was disputed."), ` The thread of bet #${bet.number} says why.`]),
    );

  const lines = [
    [
      bold(`Bet #${bet.number} ${VERDICT_WORDS[state.outcome.verdict.kind]}.`),
      ` ${isolateRightToLeft(bet.title)}`,
    ],
    outcomeLine(bet, state.outcome),
  ];
  const confidence = forecastWords(bet.confidence);
  const forecast = confidence === undefined ? [] : [sentence(confidence).trim()];
  if (state.kind === "final")
    return message(
      paragraph(
        ...lines,
        forecast,
        retroFacts && invitation(retroFacts),
        isFirst && retroFacts?.retro.state.kind === "open" && [FIRST_RETRO_HINT],
      ),
      ...(retroFacts ? retroBlocks(retroFacts) : []),
    );
  return message(
    paragraph(
      ...lines,
      forecast,
      [
        "Final ",
        dateSpan(state.finalAt, formatInstant(state.finalAt, team.timeZone)),
        ", or once a teammate confirms.",
      ],
      isFirst && [FIRST_VERDICT_HINT],
    ),
    actions(...verdictButtons(bet.number, settlementId(bet.id, round))),
  );
}

/** The buttons of a provisional verdict. */
export const verdictButtons = (number: number, settlement: string): Button[] => [
  button("Looks right", ACTIONS.looksRight, settlement, {
    accessibility_label: `The verdict on bet #${number} looks right`,
  }),
  button("Dispute", ACTIONS.dispute, settlement, {
    accessibility_label: `Dispute the verdict on bet #${number}`,
  }),
];

/** How a bet came out, in one line: "It missed. Activation went from 32 % to 33 % ..." */
export const verdictLine = (bet: Bet, outcome: Outcome): Span[] => [
  `It ${VERDICT_WORDS[outcome.verdict.kind]}. `,
  ...outcomeLine(bet, outcome),
];

/** "we gave it 70 %" becomes "We gave it 70 %. " */
const sentence = (words: string): string => `${capital(words)}. `;

/** The outcome by the terms that people voted on and, if they were amended, by the amended terms too. */
export function outcomeLine(bet: Bet, { verdict, reading, reason }: Outcome): Span[] {
  if (!isComputed(verdict) || !reading)
    return [...goodJudgement(verdict.kind), `Why: ${isolateRightToLeft(reason ?? "")}`];
  const { metric, unit, target } = bet.terms;
  const aim = formatNumber(target, unit);
  const way =
    verdict.progress < 0
      ? `${progressShareWords(verdict.progress)}; we aimed for ${aim}. `
      : `${progressShareWords(verdict.progress)} to ${aim}. `;
  const amended = amendedVerdictWords(bet);
  return [
    amended === undefined ? "" : "By the terms as first placed: ",
    `${isolateRightToLeft(metricWords(metric))} ${changeWords(bet.terms, reading.value)}, `,
    way,
    amended === undefined ? "" : sentence(amended),
    `${evidenceClaimWords(bet.terms, reading)}.`,
    ...(reading.note ? [` ${isolateRightToLeft(reading.note)}`] : []),
  ];
}

const goodJudgement = (kind: Outcome["verdict"]["kind"]): Span[] =>
  kind === "stopped-early" ? ["Stopping early on evidence is good judgement. "] : [];

/** The message in the verdict's thread: it is disputed, and why. */
export const disputeMessage = (number: number, reason: string): Message =>
  message(
    paragraph(
      [bold(`The verdict on bet #${number} is disputed.`)],
      [`Why: ${isolateRightToLeft(reason)}`],
      [`The bet is open again. Talk it over here; /bet settle ${number} enters what we agree on.`],
    ),
  );
