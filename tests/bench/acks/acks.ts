import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseAddress } from "#store/database/database.ts";
import { createPostgresDatabase } from "#tests/support/postgres.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { median, quantile } from "#tests/bench/quantiles.ts";
import { betMoves, meanwhile, teamMove } from "#tests/chaos/teams.ts";
import { type LightSlack, lightSlack } from "#tests/soak/light-slack.ts";
import { buttonBody, commandBody, WORKSPACE } from "./requests.ts";
import { type Program, serveProgram, type Served } from "./server.ts";

export type AckPlan = {
  /** A PostgreSQL server to keep the rows on. Without one, each program has a SQLite file. */
  readonly postgres?: string | undefined;
  readonly rounds: number;
  readonly serial: number;
  readonly parallel: number;
  /** Requests after which memory is measured again. */
  readonly load: number;
};

/** Medians over the rounds. */
export type AckFigures = {
  readonly startMs: number;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  /** Of a vote until its ack, and until the person is told that it is in. */
  readonly voteP50Ms: number;
  readonly votedP50Ms: number;
  /** Of a sentence until its form is opened. */
  readonly formP50Ms: number;
  readonly acksPerSecond: number;
  readonly residentAtStart: number;
  readonly residentAfter: number;
};

const CHANNEL = "C0BENCH";
const PEOPLE = Array.from({ length: 12 }, (_, n) => `U${n}`);
const AT_ONCE = 16;
const peer = (name: string) => join(import.meta.dirname, "peers", `${name}.ts`);
const PEERS_WITHOUT_ROWS: readonly Program[] = [
  { name: "raw node:http", file: peer("raw-http") },
  { name: "bare Bolt", file: peer("bare-bolt") },
];

/** The programs to compare, in turn in each round, so that what else the machine does falls on all. */
export async function benchAcks(
  ourcome: readonly Program[],
  plan: AckPlan,
): Promise<ReadonlyMap<string, AckFigures>> {
  const folder = mkdtempSync(join(tmpdir(), "ourcome-acks-"));
  const slack = await lightSlack({ id: WORKSPACE, channels: [CHANNEL], people: PEOPLE });
  const measured = new Map<string, AckFigures[]>();
  try {
    const programs: readonly Program[] = [
      ...(plan.postgres ? [] : PEERS_WITHOUT_ROWS),
      { name: "Bolt + row", file: peer("bolt-row") },
      ...ourcome,
    ];
    for (let round = 0; round < plan.rounds; round += 1)
      for (const program of programs) {
        const { address, drop } = plan.postgres
          ? await onPostgres(plan.postgres)
          : inFile(join(folder, `${program.name.replaceAll(/\W/g, "-")}-${round}.db`));
        if (ourcome.includes(program)) await seed(address);
        const figures = await measure(
          { ...program, env: { ...program.env, ...databaseEnv(address) } },
          slack,
          plan,
        );
        await drop();
        measured.set(program.name, [...(measured.get(program.name) ?? []), figures]);
      }
  } finally {
    await slack.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return new Map([...measured].map(([name, figures]) => [name, mediansOf(figures)]));
}

type BenchDatabase = { readonly address: DatabaseAddress; readonly drop: () => Promise<void> };

const inFile = (path: string): BenchDatabase => ({ address: { kind: "file", path }, drop: async () => {} });

async function onPostgres(server: string): Promise<BenchDatabase> {
  const { url, drop } = await createPostgresDatabase(server);
  return { address: { kind: "postgres", url }, drop };
}

const databaseEnv = (address: DatabaseAddress) =>
  address.kind === "file"
    ? { PEER_DATABASE: address.path, DATABASE_URL: `file:${address.path}` }
    : { PEER_DATABASE: address.url, DATABASE_URL: address.url };

/** A team with a bet to vote on. */
const seed = (address: DatabaseAddress): Promise<void> =>
  meanwhile(address, Buffer.alloc(32, 7), [teamMove(CHANNEL), ...betMoves(CHANNEL, "bench-bet").slice(0, 1)]);

async function measure(program: Program, slack: LightSlack, plan: AckPlan): Promise<AckFigures> {
  let turn = 0;
  const where = () => ({
    slackUrl: slack.url,
    channel: CHANNEL,
    user: PEOPLE[(turn += 1) % (PEOPLE.length - 1)] ?? "",
  });
  const help = () => commandBody("help", where());
  const vote = () => buttonBody(ACTIONS.confidence70, "bench-bet", where());
  const served = await serveProgram(program, slack.url, help);
  try {
    const residentAtStart = served.resident();
    await inTurn(served, help, plan.serial / 4);
    const acks = await inTurn(served, help, plan.serial);
    const acksPerSecond = await atOnce(served, help, plan.parallel);
    const votes = await oneByOne(served, vote, slack.answers, plan.serial / 4);
    const form = () => commandBody("Checklist lifts activation from 32% to 40% by 15 Jan", where());
    const forms = await oneByOne(served, form, slack.opened, plan.serial / 8);
    await atOnce(served, help, plan.load);
    return {
      startMs: served.startedMs,
      ackP50Ms: median(acks),
      ackP99Ms: quantile(acks, 0.99),
      voteP50Ms: median(votes.map(({ acked }) => acked)),
      votedP50Ms: median(votes.map(({ answered }) => answered)),
      formP50Ms: median(forms.map(({ answered }) => answered)),
      acksPerSecond,
      residentAtStart,
      residentAfter: served.resident(),
    };
  } finally {
    await served.stop();
  }
}

async function inTurn({ send }: Served, body: () => string, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < count; n += 1) times.push(await send(body()));
  return times;
}

const THINK_MS = 30;
const NO_ANSWER_MS = 100;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Votes with a moment between them, so that each meets a server that has nothing else to do. Times an answer that never comes as none. */
async function oneByOne(
  { send }: Served,
  body: () => string,
  answers: () => number,
  count: number,
): Promise<{ acked: number; answered: number }[]> {
  const times = [];
  for (let n = 0; n < count; n += 1) {
    const before = answers();
    const begun = performance.now();
    const acked = await send(body());
    while (answers() === before && performance.now() - begun < NO_ANSWER_MS) await pause(0);
    const isAnswered = answers() > before;
    times.push({ acked, answered: isAnswered ? performance.now() - begun : Number.NaN });
    if (!isAnswered && n > 5) break;
    await pause(THINK_MS);
  }
  return times;
}

/** Requests answered a second, by so many senders at once. */
async function atOnce({ send }: Served, body: () => string, count: number): Promise<number> {
  let left = count;
  const begun = performance.now();
  const sender = async () => {
    while (left > 0) {
      left -= 1;
      await send(body());
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  return (count / (performance.now() - begun)) * 1_000;
}

const mediansOf = (figures: readonly AckFigures[]): AckFigures => {
  const of = (name: keyof AckFigures) => median(figures.map((one) => one[name]));
  return {
    startMs: of("startMs"),
    ackP50Ms: of("ackP50Ms"),
    ackP99Ms: of("ackP99Ms"),
    voteP50Ms: of("voteP50Ms"),
    votedP50Ms: of("votedP50Ms"),
    formP50Ms: of("formP50Ms"),
    acksPerSecond: of("acksPerSecond"),
    residentAtStart: of("residentAtStart"),
    residentAfter: of("residentAfter"),
  };
};
