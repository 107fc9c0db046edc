import { isEmptyReport, realisedShare, type Report, type ReportBet } from "#domain/reports/report.ts";
import {
  progressShareWords,
  realisedWords,
  termsWords,
  metricWords,
} from "#slack/surfaces/bets/bet-words.ts";
import { currentValueWords, paceWords } from "#slack/surfaces/goals/goal-words.ts";
import { fromToWords, rangeGivenWords, hitRateMeaning } from "#slack/surfaces/statistics/statistics-words.ts";
import { formatDay, formatFullDay } from "#slack/kit/dates.ts";
import type { Document, Part, Section, Table } from "./document.ts";
import {
  agreedWords,
  betName,
  countWords,
  daysWords,
  gaveWords,
  hitRateLead,
  outcomeWords,
  periodWords,
} from "./report-words.ts";
import { counted } from "#slack/kit/numbers.ts";

/** Everything a report says, in the order in which it is read. A part without facts is left out. */
export function reportDocument(report: Report): Document {
  const { name, isOver, hitRate, today } = report;
  const isEmpty = isEmptyReport(report);
  return {
    title: `${name} · ${periodWords(report)}${isOver ? "" : " so far"}`,
    subtitle: daysWords(report),
    lead: isEmpty
      ? `Nothing was placed, settled or learned in ${periodWords(report)}${isOver ? "" : " so far"}.`
      : hitRate
        ? hitRateLead(hitRate)
        : "No bet is settled yet.",
    paragraphs: [
      ...(hitRate ? [hitRateMeaning(hitRate)] : []),
      ...(report.bets.length > 0 ? [countWords(report)] : []),
    ],
    sections: [
      ...section("Our bets", betParts(report)),
      ...section("What they brought", realisedParts(report)),
      ...section("What we gave, and what came of it", forecastParts(report)),
      ...section("Key results", keyResultParts(report)),
      ...section("What we learned", learningParts(report)),
    ],
    footer: `Made with Ourcome on ${formatFullDay(today)}. Outcomes belong to the team: nobody is named here.`,
  };
}

const section = (heading: string, parts: readonly Part[]): Section[] =>
  parts.length > 0 ? [{ heading, parts }] : [];

function betParts(report: Report): Part[] {
  const { bets, days, isOver, today } = report;
  if (bets.length === 0) return [];
  const day = (date: Temporal.PlainDate) => formatDay(date, days.until);
  const table: Table = {
    caption: "Each bet, and how it came out",
    head: ["Bet", "Aim", "Placed", "Settled", "Outcome", "We gave it"],
    rows: bets.map((bet) => [
      betName(bet),
      termsWords(bet.terms),
      day(bet.placedOn),
      bet.settled ? day(bet.settled.on) : "",
      outcomeWords(bet, report),
      gaveWords(bet.confidence),
    ]),
  };
  return [
    {
      kind: "chart",
      chart: {
        kind: "timeline",
        label: `Timeline of ${counted(bets.length, "bet")}, each from the day it was placed to its verdict.`,
        ...days,
        ...(!isOver && { today }),
        bars: bets.map((bet) => ({
          name: betName(bet),
          outcome: outcomeWords(bet, report),
          from: bet.placedOn,
          until: bet.settled?.on ?? (isOver ? days.until : today),
          isSettled: bet.settled !== undefined,
        })),
      },
      table,
    },
  ];
}

function realisedParts({ bets }: Report): Part[] {
  const measured = bets.flatMap((bet) => {
    const share = realisedShare(bet);
    return share === undefined ? [] : [{ bet, share }];
  });
  if (measured.length === 0) return [];
  return [
    {
      kind: "chart",
      chart: {
        kind: "realised",
        label: "How far each bet came, as a share of what we aimed for.",
        bars: measured.map(({ bet, share }) => ({
          name: betName(bet),
          share,
          words: progressShareWords(share),
        })),
      },
      table: {
        caption: "Realised value, as a share of what we aimed for",
        head: ["Bet", "How far it came", "Realised"],
        rows: measured.map(({ bet, share }) => [betName(bet), progressShareWords(share), finalWords(bet)]),
      },
    },
  ];
}

/** "5 of 8 points" */
function finalWords({ settled, terms }: ReportBet): string {
  const reading = settled?.outcome.reading;
  return reading ? realisedWords(terms, reading.value) : "";
}

function forecastParts({ forecasts: { bins, agreed }, days, isOver, today }: Report): Part[] {
  if (bins.length + agreed.length === 0) return [];
  const hitsOf = ({ hits, bets }: { hits: number; bets: number }) => `${hits} of ${bets}`;
  const table: Table = {
    caption: "How often we hit, by what we gave",
    head: ["We gave", "Hit", "Could be anywhere from"],
    rows: [
      ...bins.map((bin) => [rangeGivenWords(bin), hitsOf(bin), fromToWords(bin.interval)]),
      ...agreed.map((group) => [agreedWords(group.leaning), hitsOf(group), ""]),
    ],
  };
  const intro: Part = {
    kind: "text",
    text: `All our bets settled by ${formatDay(isOver ? days.until : today, days.until)} that had a forecast. The fewer there are, the less they say: the range is where the true rate could be.`,
  };
  if (bins.length === 0) return [intro, { kind: "table", table }];
  return [
    intro,
    {
      kind: "chart",
      chart: {
        kind: "calibration",
        label:
          "How often bets hit, by the chance we gave them. On the dashed line, we would be exactly as sure as we should.",
        points: bins.map((bin) => ({
          forecast: (bin.from + bin.to) / 2,
          hit: (bin.hits / bin.bets) * 100,
          low: bin.interval.low * 100,
          high: bin.interval.high * 100,
          words: hitsOf(bin),
        })),
      },
      table,
    },
  ];
}

const keyResultParts = ({ keyResults }: Report): Part[] =>
  keyResults.length === 0
    ? []
    : [
        {
          kind: "table",
          table: {
            caption: "Key results as they stand today",
            head: ["Key result", "Now", "Pace", "Bets behind it"],
            rows: keyResults.map(({ keyResult, pace, bets, isOver }) => [
              metricWords(keyResult.metric),
              currentValueWords(keyResult),
              paceWords(pace, keyResult.unit, isOver),
              bets.map((number) => `#${number}`).join(", "),
            ]),
          },
        },
      ];

const learningParts = ({ learnings }: Report): Part[] =>
  learnings.length === 0
    ? []
    : [
        {
          kind: "list",
          items: learnings.map(({ text, votes, bet }) => {
            const facts = [
              ...(bet === undefined ? [] : [`#${bet}`]),
              ...(votes > 0 ? [counted(votes, "vote")] : []),
            ];
            return `“${text}”${facts.length > 0 ? ` (${facts.join(", ")})` : ""}`;
          }),
        },
      ];
