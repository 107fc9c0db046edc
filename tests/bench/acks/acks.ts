import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseAddress } from "#store/database/database.ts";
import { createPostgresDatabase } from "#tests/support/postgres.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { median, quantile } from "#tests/bench/quantiles.ts";
import { betMoves, applyMoves, teamMove } from "#tests/chaos/teams.ts";
import { type LightSlack, lightSlack } from "#tests/soak/light-slack.ts";
import { buttonBody, commandBody, WORKSPACE } from "./requests.ts";
import { type Program, serveProgram, type Served } from "./server.ts";

export type AckPlan = {
  /** A PostgreSQL server for the databases. Without one, each program uses a SQLite file. */
  readonly postgres?: string | undefined;
  readonly rounds: number;
  readonly serial: number;
  readonly parallel: number;
  /** The number of requests to send before memory is measured again. */
  readonly load: number;
};

/** Medians over the rounds. */
export type AckFigures = {
  readonly startMs: number;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  /** From a vote to its ack, and to the answer that tells the person that the vote is in. */
  readonly voteP50Ms: number;
  readonly votedP50Ms: number;
  /** From a sentence to the opening of its form. */
  readonly formP50Ms: number;
  readonly acksPerSecond: number;
  readonly residentAtStart: number;
  readonly residentAfter: number;
};

const CHANNEL = "C0BENCH";
const PEOPLE = Array.from({ length: 12 }, (_, n) => `U${n}`);
const CONCURRENCY = 16;
const peer = (name: string) => join(import.meta.dirname, "peers", `${name}.ts`);
const PEERS_WITHOUT_ROWS: readonly Program[] = [
  { name: "raw node:http", file: peer("raw-http") },
  { name: "bare Bolt", file: peer("bare-bolt") },
];

/** Compares the programs. Alternates them in each round, so that other load on the machine affects all alike. */
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
          : onSqlite(join(folder, `${program.name.replaceAll(/\W/g, "-")}-${round}.db`));
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

const onSqlite = (path: string): BenchDatabase => ({ address: { kind: "file", path }, drop: async () => {} });

async function onPostgres(server: string): Promise<BenchDatabase> {
  const { url, drop } = await createPostgresDatabase(server);
  return { address: { kind: "postgres", url }, drop };
}

const databaseEnv = (address: DatabaseAddress) =>
  address.kind === "file"
    ? { PEER_DATABASE: address.path, DATABASE_URL: `file:${address.path}` }
    : { PEER_DATABASE: address.url, DATABASE_URL: address.url };

/** Adds a team with a bet to vote on. */
const seed = (address: DatabaseAddress): Promise<void> =>
  applyMoves(address, Buffer.alloc(32, 7), [
    teamMove(CHANNEL),
    ...betMoves(CHANNEL, "bench-bet").slice(0, 1),
  ]);

async function measure(program: Program, slack: LightSlack, plan: AckPlan): Promise<AckFigures> {
  let turn = 0;
  const nextSender = () => ({
    slackUrl: slack.url,
    channel: CHANNEL,
    user: PEOPLE[(turn += 1) % (PEOPLE.length - 1)] ?? "",
  });
  const help = () => commandBody("help", nextSender());
  const vote = () => buttonBody(ACTIONS.confidence70, "bench-bet", nextSender());
  const served = await serveProgram(program, slack.url, help);
  try {
    const residentAtStart = served.resident();
    await sendInSequence(served, help, plan.serial / 4);
    const acks = await sendInSequence(served, help, plan.serial);
    const acksPerSecond = await sendInParallel(served, help, plan.parallel);
    const votes = await sendWithPauses(served, vote, slack.answers, plan.serial / 4);
    const form = () => commandBody("Checklist lifts activation from 32% to 40% by 15 Jan", nextSender());
    const forms = await sendWithPauses(served, form, slack.opened, plan.serial / 8);
    await sendInParallel(served, help, plan.load);
    return {
      startMs: served.startMs,
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

async function sendInSequence({ send }: Served, body: () => string, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < count; n += 1) times.push(await send(body()));
  return times;
}

const PAUSE_MS = 30;
const ANSWER_TIMEOUT_MS = 100;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Sends requests with pauses, so that each meets an idle server. A missing answer is timed as NaN. */
async function sendWithPauses(
  { send }: Served,
  body: () => string,
  answers: () => number,
  count: number,
): Promise<{ acked: number; answered: number }[]> {
  const times = [];
  for (let n = 0; n < count; n += 1) {
    const before = answers();
    const startedAt = performance.now();
    const acked = await send(body());
    while (answers() === before && performance.now() - startedAt < ANSWER_TIMEOUT_MS) await pause(0);
    const isAnswered = answers() > before;
    times.push({ acked, answered: isAnswered ? performance.now() - startedAt : Number.NaN });
    if (!isAnswered && n > 5) break;
    await pause(PAUSE_MS);
  }
  return times;
}

/** Requests answered per second, with CONCURRENCY senders in parallel. */
async function sendInParallel({ send }: Served, body: () => string, count: number): Promise<number> {
  let remaining = count;
  const startedAt = performance.now();
  const sender = async () => {
    while (remaining > 0) {
      remaining -= 1;
      await send(body());
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, sender));
  return (count / (performance.now() - startedAt)) * 1_000;
}

const mediansOf = (figures: readonly AckFigures[]): AckFigures => {
  const medianOf = (name: keyof AckFigures) => median(figures.map((figure) => figure[name]));
  return {
    startMs: medianOf("startMs"),
    ackP50Ms: medianOf("ackP50Ms"),
    ackP99Ms: medianOf("ackP99Ms"),
    voteP50Ms: medianOf("voteP50Ms"),
    votedP50Ms: medianOf("votedP50Ms"),
    formP50Ms: medianOf("formP50Ms"),
    acksPerSecond: medianOf("acksPerSecond"),
    residentAtStart: medianOf("residentAtStart"),
    residentAfter: medianOf("residentAfter"),
  };
};
