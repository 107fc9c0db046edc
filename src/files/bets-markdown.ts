import { toMarkdown } from "mdast-util-to-markdown";
import { quarterOn } from "#domain/calendar/quarter.ts";
import type { BetRecord, ExportRecord, TeamRecord } from "#domain/exports/records.ts";
import { formatNumber } from "#slack/kit/numbers.ts";

type Root = Extract<Parameters<typeof toMarkdown>[0], { type: "root" }>;
type Block = Root["children"][number];

/** Each team's bets to read, by the quarter they were placed in. What people wrote is escaped. */
export async function* toBetsMarkdown(records: AsyncIterable<ExportRecord>): AsyncGenerator<string> {
  let team: TeamRecord | undefined;
  let quarter = "";
  let isFirst = true;
  for await (const record of records) {
    const blocks: Block[] = [];
    if (record.kind === "team") {
      [team, quarter] = [record, ""];
      blocks.push(heading(1, record.name));
    } else if (record.kind === "bet" && team) {
      const current = quarterOf(record, team);
      if (current !== quarter) blocks.push(heading(2, current));
      quarter = current;
      blocks.push(...betBlocks(record));
    }
    if (blocks.length === 0) continue;
    yield `${isFirst ? "" : "\n"}${toMarkdown({ type: "root", children: blocks }, OPTIONS)}`;
    isFirst = false;
  }
}

const OPTIONS = {
  bullet: "-",
  unsafe: [{ character: "~", inConstruct: "phrasing" }],
} as const satisfies Parameters<typeof toMarkdown>[1];

const quarterOf = ({ placedAt }: BetRecord, { timeZone }: TeamRecord): string => {
  const day = Temporal.Instant.from(placedAt).toZonedDateTimeISO(timeZone).toPlainDate();
  const { year, number } = quarterOn(day);
  return `Q${number} ${year}`;
};

function betBlocks(bet: BetRecord): Block[] {
  const number = (value: number) => formatNumber(value, bet.unit);
  const terms = `${bet.metric} from ${number(bet.baseline)} to ${number(bet.target)}, review on ${bet.reviewOn}`;
  const facts = [
    terms,
    outcomeOf(bet, number),
    ...(bet.shippedOn ? [`Shipped on ${bet.shippedOn}`] : []),
    ...bet.amendments.map(
      ({ metric, baseline, target, unit, reviewOn, reason }) =>
        `Amended: ${metric} from ${formatNumber(baseline, unit)} to ${formatNumber(target, unit)}, review on ${reviewOn} (${reason})`,
    ),
    ...bet.learnings.map(({ text }) => `Learned: ${text}`),
  ];
  return [
    heading(3, `#${bet.number} ${bet.title}`),
    ...(bet.belief ? [paragraph(bet.belief)] : []),
    {
      type: "list",
      ordered: false,
      spread: false,
      children: facts.map((fact) => ({ type: "listItem", spread: false, children: [paragraph(fact)] })),
    },
  ];
}

function outcomeOf(bet: BetRecord, number: (value: number) => string): string {
  if (bet.verdict === undefined) {
    const last = bet.readings.at(-1);
    return last ? `Open, ${number(last.value)} on ${last.takenOn}` : "Open";
  }
  const verdict = bet.verdict === "part-way" ? bet.verdict : bet.verdict.replace("-", " ");
  const said = `${verdict.charAt(0).toUpperCase()}${verdict.slice(1)}`;
  const value = bet.finalValue === undefined ? "" : `: ${number(bet.finalValue)} on ${bet.finalTakenOn}`;
  const reason = bet.reason ? ` (${bet.reason})` : "";
  return `${said}${value}${reason}${bet.state === "provisional" ? ", not final yet" : ""}`;
}

const phrase = (value: string) => ({ type: "text", value }) as const;
const paragraph = (value: string) =>
  ({ type: "paragraph", children: [phrase(value)] }) as const satisfies Block;
const heading = (depth: 1 | 2 | 3, value: string): Block => ({
  type: "heading",
  depth,
  children: [phrase(value)],
});
