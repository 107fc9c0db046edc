import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { freePort } from "#sandbox/sandbox.ts";
import { diceOf } from "#tests/chaos/dice.ts";
import { betMoves, meanwhile, teamMove } from "#tests/chaos/teams.ts";
import { type LightSlack, lightSlack } from "./light-slack.ts";
import { type Gesture, peopleOf } from "./people.ts";
import { serverFile } from "#tests/support/server-file.ts";

export type Soak = {
  readonly seed: number;
  /** Commands, votes and deliveries together. */
  readonly total: number;
  /** When memory is measured for the first time. */
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
  readonly left: number;
  readonly warm: Memory;
  readonly end: Memory;
  readonly errors: readonly string[];
  readonly exit: number | string;
  readonly seconds: number;
};

const SERVER = await serverFile();
const MEASURE = join(import.meta.dirname, "measure.ts");
const SIGNING = "a-signing-secret-of-the-soak";
const WORKSPACE = "T0SANDBOX";
const AT_ONCE = 6;
/** Of a hundred gestures. A reading is a message, and Slack takes eight a second. */
const MIX: readonly (readonly [Gesture, number])[] = [
  ["reading", 5],
  ["vote", 30],
  ["home", 5],
  ["command", 60],
];

/** One process, as it is run, through so many commands, votes and deliveries; its memory after the first of them and at the end. */
export async function soak(plan: Soak): Promise<Outcome> {
  const began = performance.now();
  const folder = mkdtempSync(join(tmpdir(), "ourcome-soak-"));
  const path = join(folder, "ourcome.db");
  const secret = Buffer.alloc(32, 7);
  const channels = Array.from({ length: plan.teams }, (_, n) => `C0TEAM${n}`);
  const workspace = { id: WORKSPACE, channels, people: Array.from({ length: 12 }, (_, n) => `U${n}`) };
  const bets = channels.flatMap((channel) =>
    Array.from({ length: plan.betsPerTeam }, (_, n) => betMoves(channel, `bet-${channel}-${n}`).slice(0, 1)),
  );
  await meanwhile({ kind: "file", path }, secret, [...channels.map(teamMove), ...bets.flat()]);
  const slack = await lightSlack(workspace);
  const port = await freePort();
  const errors: string[] = [];
  const child = live({ path, secret, port, url: `${slack.url}api/`, errors });
  try {
    await up(child);
    const gestures = peopleOf(workspace, {
      appUrl: `http://127.0.0.1:${port}/slack/events`,
      slackUrl: slack.url,
      signingSecret: SIGNING,
      betsPerTeam: plan.betsPerTeam,
      dice: diceOf(plan.seed),
    });
    const counts: Record<Gesture, number> = { command: 0, reading: 0, vote: 0, home: 0 };
    const isDone = (total: number) => () => sum(Object.values(counts)) + sum(slack.posted.values()) >= total;
    await act(gestures, counts, diceOf(plan.seed + 1), isDone(plan.warm));
    await quiet(path, plan.patienceMs);
    const warm = await measure(child);
    plan.onProgress?.(plan.warm, warm);
    for (let next = plan.warm * 2; next < plan.total; next += plan.warm) {
      await act(gestures, counts, diceOf(plan.seed + next), isDone(next));
      plan.onProgress?.(next, await measure(child));
    }
    await act(gestures, counts, diceOf(plan.seed + 2), isDone(plan.total));
    const left = await quiet(path, plan.patienceMs);
    const end = await measure(child);
    const ended = once(child, "close");
    child.kill("SIGTERM");
    const [code, signal] = (await ended) as [number | null, string | null];
    return {
      ...told(slack),
      gestures: counts,
      left,
      warm,
      end,
      errors,
      exit: code ?? signal ?? "",
      ...took(began),
    };
  } finally {
    child.kill("SIGKILL");
    await slack.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, number) => total + number, 0);

const told = ({ posted, updates, answers }: LightSlack) => ({
  deliveries: sum(posted.values()),
  doubled: [...posted.values()].filter((times) => times > 1).length,
  updates: updates(),
  answers: answers(),
});

const took = (began: number) => ({ seconds: Math.round((performance.now() - began) / 1_000) });

/** Several people at once, until enough is done. */
async function act(
  gestures: Record<Gesture, () => Promise<void>>,
  counts: Record<Gesture, number>,
  dice: () => number,
  isDone: () => boolean,
): Promise<void> {
  const some = async () => {
    while (!isDone()) {
      const gesture = anyOf(dice() * 100);
      counts[gesture] += 1;
      await gestures[gesture]();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, some));
}

function anyOf(share: number): Gesture {
  let upTo = 0;
  for (const [gesture, of] of MIX) {
    upTo += of;
    if (share < upTo) return gesture;
  }
  return "command";
}

type Life = { path: string; secret: Buffer; port: number; url: string; errors: string[] };

function live({ path, secret, port, url, errors }: Life): ChildProcess {
  const child = fork(SERVER, {
    execArgv: ["--expose-gc", "--import", MEASURE],
    env: {
      SLACK_API_URL: url,
      SLACK_BOT_TOKEN: "xoxb-soak",
      SLACK_SIGNING_SECRET: SIGNING,
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

async function up(child: ChildProcess): Promise<void> {
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

/** Waits until nothing is pending; says what is left. */
async function quiet(path: string, patienceMs: number): Promise<number> {
  const until = performance.now() + patienceMs;
  const file = new Database(path, { readonly: true, timeout: 5_000 });
  const pending = file.prepare("select count(*) from deliveries where state <> 'sent'").pluck();
  while (Number(pending.get()) > 0 && performance.now() < until) await sleep(200);
  const left = Number(pending.get());
  file.close();
  return left;
}
