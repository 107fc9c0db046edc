import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { freePort } from "#sandbox/sandbox.ts";
import { diceOf } from "#tests/chaos/dice.ts";
import { betMoves, applyMoves, teamMove } from "#tests/chaos/teams.ts";
import { type LightSlack, lightSlack } from "./light-slack.ts";
import { type Gesture, peopleOf } from "./people.ts";
import { serverFile } from "#tests/support/server-file.ts";

export type SoakPlan = {
  readonly seed: number;
  /** Commands, votes and deliveries together. */
  readonly total: number;
  /** The count after which memory is measured for the first time. */
  readonly warm: number;
  readonly teams: number;
  readonly betsPerTeam: number;
  readonly patienceMs: number;
  readonly onProgress?: (done: number, memory: Memory | undefined) => void;
};

export type Memory = { readonly rss: number; readonly heap: number };

export type Outcome = {
  readonly gestures: Readonly<Record<Gesture, number>>;
  readonly deliveries: number;
  readonly updates: number;
  readonly answers: number;
  readonly doubled: number;
  readonly pending: number;
  readonly warm: Memory;
  readonly end: Memory;
  readonly errors: readonly string[];
  readonly exit: number | string;
  readonly seconds: number;
};

const SERVER = await serverFile();
const MEASURE = join(import.meta.dirname, "measure.ts");
const SIGNING_SECRET = "a-signing-secret-of-the-soak";
const WORKSPACE = "T0SANDBOX";
const CONCURRENCY = 6;
/** Percentages. Few readings, as each is a message and the rate limit is eight a second. */
const MIX: readonly (readonly [Gesture, number])[] = [
  ["reading", 5],
  ["vote", 30],
  ["home", 5],
  ["command", 60],
];

/** Runs one process through `total` commands, votes and deliveries. Measures memory after warming up and at the end. */
export async function soak(plan: SoakPlan): Promise<Outcome> {
  const startedAt = performance.now();
  const folder = mkdtempSync(join(tmpdir(), "ourcome-soak-"));
  const path = join(folder, "ourcome.db");
  const secret = Buffer.alloc(32, 7);
  const channels = Array.from({ length: plan.teams }, (_, n) => `C0TEAM${n}`);
  const workspace = { id: WORKSPACE, channels, people: Array.from({ length: 12 }, (_, n) => `U${n}`) };
  const bets = channels.flatMap((channel) =>
    Array.from({ length: plan.betsPerTeam }, (_, n) => betMoves(channel, `bet-${channel}-${n}`).slice(0, 1)),
  );
  await applyMoves({ kind: "file", path }, secret, [...channels.map(teamMove), ...bets.flat()]);
  const slack = await lightSlack(workspace);
  const port = await freePort();
  const errors: string[] = [];
  const child = startServer({ path, secret, port, url: `${slack.url}api/`, errors });
  try {
    await waitUntilUp(child);
    const gestures = peopleOf(workspace, {
      appUrl: `http://127.0.0.1:${port}/slack/events`,
      slackUrl: slack.url,
      signingSecret: SIGNING_SECRET,
      betsPerTeam: plan.betsPerTeam,
      dice: diceOf(plan.seed),
    });
    const counts: Record<Gesture, number> = { command: 0, reading: 0, vote: 0, home: 0 };
    const isDone = (total: number) => () => sum(Object.values(counts)) + sum(slack.posted.values()) >= total;
    await act(gestures, counts, diceOf(plan.seed + 1), isDone(plan.warm));
    await drain(path, plan.patienceMs);
    const warm = await measure(child);
    plan.onProgress?.(plan.warm, warm);
    for (let next = plan.warm * 2; next < plan.total; next += plan.warm) {
      await act(gestures, counts, diceOf(plan.seed + next), isDone(next));
      plan.onProgress?.(next, await measure(child));
    }
    await act(gestures, counts, diceOf(plan.seed + 2), isDone(plan.total));
    const pending = await drain(path, plan.patienceMs);
    const end = await measure(child);
    const ended = once(child, "close");
    child.kill("SIGTERM");
    const [code, signal] = (await ended) as [number | null, string | null];
    return {
      ...slackFigures(slack),
      gestures: counts,
      pending,
      warm,
      end,
      errors,
      exit: code ?? signal ?? "",
      ...elapsed(startedAt),
    };
  } finally {
    child.kill("SIGKILL");
    await slack.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, number) => total + number, 0);

const slackFigures = ({ posted, updates, answers }: LightSlack) => ({
  deliveries: sum(posted.values()),
  doubled: [...posted.values()].filter((times) => times > 1).length,
  updates: updates(),
  answers: answers(),
});

const elapsed = (startedAt: number) => ({ seconds: Math.round((performance.now() - startedAt) / 1_000) });

/** Several people act in parallel until enough is done. */
async function act(
  gestures: Record<Gesture, () => Promise<void>>,
  counts: Record<Gesture, number>,
  dice: () => number,
  isDone: () => boolean,
): Promise<void> {
  const person = async () => {
    while (!isDone()) {
      const gesture = drawGesture(dice() * 100);
      counts[gesture] += 1;
      await gestures[gesture]();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, person));
}

function drawGesture(share: number): Gesture {
  let upTo = 0;
  for (const [gesture, percent] of MIX) {
    upTo += percent;
    if (share < upTo) return gesture;
  }
  return "command";
}

type ServerOptions = { path: string; secret: Buffer; port: number; url: string; errors: string[] };

function startServer({ path, secret, port, url, errors }: ServerOptions): ChildProcess {
  const child = fork(SERVER, {
    execArgv: ["--expose-gc", "--import", MEASURE],
    env: {
      SLACK_API_URL: url,
      SLACK_BOT_TOKEN: "xoxb-soak",
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      OURCOME_SECRET: secret.toString("base64"),
      DATABASE_URL: `file:${path}`,
      PORT: String(port),
      LOG_LEVEL: "info",
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    errors.push(...text.split("\n").filter((line) => /"level":[45]0/.test(line)));
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => errors.push(text));
  return child;
}

async function waitUntilUp(child: ChildProcess): Promise<void> {
  const ready = Promise.withResolvers<void>();
  child.stdout?.on("data", (text: string) => {
    if (text.includes("Ourcome is up")) ready.resolve();
  });
  child.once("close", () => ready.reject(new Error("Ourcome ended before it was up.")));
  await ready.promise;
}

async function measure(child: ChildProcess): Promise<Memory> {
  child.send("measure");
  const [memory] = (await once(child, "message")) as [Memory];
  return memory;
}

/** Waits until nothing is pending, or `patienceMs` are over. Returns how much is still pending. */
async function drain(path: string, patienceMs: number): Promise<number> {
  const until = performance.now() + patienceMs;
  const file = new Database(path, { readonly: true, timeout: 5_000 });
  const countPending = file.prepare("select count(*) from deliveries where state <> 'sent'").pluck();
  while (Number(countPending.get()) > 0 && performance.now() < until) await sleep(200);
  const pending = Number(countPending.get());
  file.close();
  return pending;
}
