import { Command, Option } from "commander";

import { EVIDENCE, type Evidence, EXPERIMENTS, type Reading } from "#domain/readings/reading.ts";
import { todayOf } from "#usecases/deps.ts";
import { findBetNumbered } from "#usecases/bets/find-bet.ts";
import { takeReading, type TakeReadingRefusal } from "#usecases/readings/take-reading.ts";
import { findNamedTeam } from "#usecases/teams/find-named-team.ts";
import { besideServer } from "./terminal/database.ts";
import { Failure, wrongUsage } from "./terminal/failure.ts";
import { checkedNote } from "./terminal/note.ts";
import { JSON_OPTION, print } from "./terminal/output.ts";
import { teamRefusalWords } from "./terminal/team-words.ts";

type Options = {
  readonly team: string;
  readonly bet: string;
  readonly value: string;
  readonly on?: string;
  readonly evidence: Evidence;
  readonly significant?: "yes" | "no";
  readonly note?: string;
  readonly json?: boolean;
};

export function readingsCommand(): Command {
  const readings = new Command("readings").description("Readings of bets.").addHelpText("after", EXAMPLES);
  readings
    .command("add")
    .description("Take a reading of an open bet, as a job does that knows the number.")
    .requiredOption("--team <name>", "the team: its name, or its channel's id")
    .requiredOption("--bet <number>", "the bet's number, such as 12")
    .requiredOption("--value <number>", "the value in the bet's unit, with a decimal point: 34.5")
    .option("--on <date>", "the day it was measured, such as 2026-11-27 (the team's today if left out)")
    .addOption(new Option("--evidence <kind>", "how strong it is").choices(EVIDENCE).default("before-after"))
    .addOption(
      new Option("--significant <answer>", "of an experiment: whether the difference is").choices([
        "yes",
        "no",
      ]),
    )
    .option("--note <text>", "a link, or a few words about where it is from")
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
The server may be running: within a minute it updates the bet's card and replies in its thread.
${EXAMPLES}`,
    )
    .action(add);
  return readings;
}

const EXAMPLES = `
Examples:
  ourcome readings add --team Growth --bet 12 --value 34.5
  ourcome readings add --team Growth --bet 12 --value 34.5 --on 2026-11-27 --evidence ab-test --significant yes
  ourcome readings add --team Growth --bet 12 --value "$(psql -At -f activation.sql)" --note "nightly job"`;

async function add(options: Options): Promise<void> {
  const { team: name, note: typed, evidence, significant } = options;
  const problems: string[] = [];
  const number = betNumber(options.bet, problems);
  const value = readingValue(options.value, problems);
  const on = options.on === undefined ? undefined : readingDay(options.on, problems);
  const note = checkedNote(typed, problems);
  if (significant !== undefined && !EXPERIMENTS.includes(evidence))
    problems.push(`--significant goes with --evidence ${EXPERIMENTS.join(" or ")}.`);
  if (problems.length > 0) throw wrongUsage(...problems);

  await besideServer(async (deps) => {
    const team = await findNamedTeam(deps, name);
    if (!team.ok) throw new Failure(teamRefusalWords(team.error, name));
    const { workspace, id } = team.value;
    const bet = await findBetNumbered(deps, { workspace, team: id, number });
    if (!bet.ok) throw new Failure(refusalWords(bet.error, number));
    const reading: Reading = {
      value,
      takenOn: on ?? todayOf(deps, team.value),
      evidence,
      ...(significant !== undefined && { significant: significant === "yes" }),
      ...(note !== undefined && { note }),
    };
    const taken = await takeReading(deps, { workspace, bet: bet.value.id, reading });
    if (!taken.ok) throw new Failure(refusalWords(taken.error, number));
    const { unit, metric } = bet.value.terms;
    print(
      {
        team: team.value.name,
        bet: number,
        metric,
        unit,
        value,
        on: reading.takenOn.toString(),
        evidence,
        ...(reading.significant !== undefined && { significant: reading.significant }),
      },
      [`The reading of bet #${number} is in: ${metric} at ${value}${unit && ` ${unit}`}.`],
      options,
    );
  });
}

function betNumber(text: string, problems: string[]): number {
  const digits = /^#?([1-9]\d{0,8})$/.exec(text.trim())?.[1];
  if (digits === undefined)
    problems.push(`--bet takes the bet's number, such as 12, and not ${JSON.stringify(text)}.`);
  return Number(digits);
}

/** Beyond it, doubles are no longer exact, and the forms take no more either. */
const MAX_VALUE = 1e15;

/** As programs write numbers. What people write in Slack may be ambiguous; 1.234 of a program is not. */
function readingValue(text: string, problems: string[]): number {
  const isNumber = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,3})?$/i.test(text.trim());
  const value = Number(text);
  if (isNumber && Math.abs(value) <= MAX_VALUE) return value + 0;
  problems.push(
    `--value takes a number with a decimal point and without a unit, such as 34.5, of ${MAX_VALUE.toExponential().replace("+", "")} at most, and not ${JSON.stringify(text)}.`,
  );
  return Number.NaN;
}

function readingDay(text: string, problems: string[]): Temporal.PlainDate | undefined {
  try {
    if (/^\d{4}-\d\d-\d\d$/.test(text.trim()))
      return Temporal.PlainDate.from(text.trim(), { overflow: "reject" });
  } catch {
    // Not a day of the calendar, such as 30 February.
  }
  problems.push(`--on takes a day such as 2026-11-27, and not ${JSON.stringify(text)}.`);
  return undefined;
}

function refusalWords(refusal: TakeReadingRefusal, number: number): string {
  switch (refusal.kind) {
    case "bet-not-found":
      return `The team has no bet #${number}. In its channel, /bet list all shows which there are.`;
    case "already-settled":
      return `Bet #${number} is settled, so it takes no more readings.`;
    case "reading-in-the-future":
      return "--on is in the future: a reading is of today or earlier, in the team's time zone.";
  }
}
