import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { manifestScopes } from "#sandbox/manifest-scopes.ts";
import { freePort } from "#sandbox/sandbox.ts";
import { startSandboxSlack } from "#sandbox/slack/server/server.ts";
import { diceOf } from "./dice.ts";
import { type FaultySlack, faultySlack } from "./faulty-slack.ts";
import { betMoves, applyMoves, type Move, teamMove } from "./teams.ts";
import { serverFile } from "#tests/support/server-file.ts";

export type ChaosPlan = {
  readonly seed: number;
  readonly kills: number;
  readonly teams: number;
  readonly betsPerTeam: number;
  /** Whether the channels' history may be read. */
  readonly history: boolean;
  /** How long the last process may take to deliver everything. */
  readonly patienceMs: number;
  readonly onLife?: (kills: number) => void;
};

export type Outcome = {
  readonly kills: number;
  readonly deliveries: number;
  readonly states: Readonly<Record<string, number>>;
  /** Keys with more than one message. */
  readonly doubled: readonly string[];
  /** Keys without a message, except for uncertain deliveries and replies to them. */
  readonly missing: readonly string[];
  /** The number of replies without a message because their parent is uncertain. */
  readonly blocked: number;
  readonly stale: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly integrity: string;
  readonly exit: number | string;
  readonly errors: readonly string[];
  readonly seconds: number;
};

const BOT = "U0BOT";
const TOKEN = "xoxb-chaos";
const SIGNING_SECRET = "a-signing-secret-of-the-chaos";
const SETTLING_SECONDS = 2;
const MAX_DELAY_MS = 1_200;
/** The longest time from a process's first call to its kill. */
const MAX_LIFE_MS = 900;
const SERVER = await serverFile();

/** Kills the real process at random moments while messages are pending and Slack fails at random. Counts the result. */
export async function chaos(plan: ChaosPlan): Promise<Outcome> {
  const startedAt = performance.now();
  const dice = diceOf(plan.seed);
  const folder = mkdtempSync(join(tmpdir(), "ourcome-chaos-"));
  const path = join(folder, "ourcome.db");
  const secret = Buffer.alloc(32, 7);
  const channels = Array.from({ length: plan.teams }, (_, n) => `C0TEAM${n}`);
  const slack = await startSandboxSlack({
    people: [{ id: "U0ANA", name: "ana", realName: "Ana Sol", timeZone: "Europe/Berlin" }],
    channels: channels.map((id) => ({ id, name: id.toLowerCase(), members: ["U0ANA", BOT] })),
    app: { botToken: TOKEN, signingSecret: SIGNING_SECRET, botUserId: BOT, escapesCommands: false },
    scopes: manifestScopes().filter((scope) => plan.history || !scope.endsWith(":history")),
    now: () => Temporal.Now.instant(),
  });
  const faulty = await faultySlack(slack.url, diceOf(plan.seed + 1), MAX_DELAY_MS);
  const env = {
    SLACK_API_URL: faulty.url,
    SLACK_BOT_TOKEN: TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    OURCOME_SECRET: secret.toString("base64"),
    OURCOME_SETTLING_SECONDS: String(SETTLING_SECONDS),
    DATABASE_URL: `file:${path}`,
    PORT: String(await freePort()),
    LOG_LEVEL: "warn",
    NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? "",
  };
  const errors: string[] = [];
  let child: ChildProcess | undefined;
  try {
    const moves = movesOf(channels, plan.betsPerTeam, dice);
    const movesPerLife = Math.ceil(moves.length / Math.max(1, plan.kills));
    for (let kills = 0; kills < plan.kills; kills += 1) {
      await applyMoves({ kind: "file", path }, secret, moves.splice(0, movesPerLife));
      child = startServer(env, errors);
      const ended = once(child, "close");
      await Promise.race([faulty.nextCall(), ended]);
      await sleep(dice() * MAX_LIFE_MS);
      child.kill("SIGKILL");
      await ended;
      plan.onLife?.(kills + 1);
    }
    await applyMoves({ kind: "file", path }, secret, moves);
    await sleep(MAX_DELAY_MS);
    faulty.stopFailing();
    child = startServer(env, errors);
    await waitUntilSettled(path, plan.patienceMs);
    const ended = once(child, "close");
    child.kill("SIGTERM");
    const [code, signal] = (await ended) as [number | null, string | null];
    return {
      ...count(path, faulty),
      kills: plan.kills,
      exit: code ?? signal ?? "",
      errors,
      seconds: Math.round((performance.now() - startedAt) / 1_000),
    };
  } finally {
    child?.kill("SIGKILL");
    await faulty.close();
    await slack.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The moves of all bets, interleaved at random; each bet's own moves stay in order. */
function movesOf(channels: readonly string[], betsPerTeam: number, dice: () => number): Move[] {
  const lives = channels.flatMap((channel) =>
    Array.from({ length: betsPerTeam }, (_, n) => betMoves(channel, `bet-${channel}-${n}`)),
  );
  const mixed: Move[] = [];
  while (lives.length > 0) {
    const index = Math.floor(dice() * lives.length);
    const move = lives[index]?.shift();
    if (move) mixed.push(move);
    else lives.splice(index, 1);
  }
  return [...channels.map(teamMove), ...mixed];
}

function startServer(env: Record<string, string>, errors: string[]): ChildProcess {
  const child = spawn(process.execPath, [SERVER], { env });
  let line = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const lines = (line + text).split("\n");
    line = lines.pop() ?? "";
    errors.push(...lines.filter((entry) => entry.includes('"level":50')));
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => errors.push(text));
  return child;
}

/** Waits until every delivery is sent and up to date, uncertain, or a reply to an uncertain one. */
async function waitUntilSettled(path: string, patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs;
  const file = new Database(path, { readonly: true, timeout: 5_000 });
  const unsettled = file
    .prepare(
      `select count(*) from deliveries where state in ('due', 'sending', 'unknown') and not exists (
         select 1 from deliveries as parent where parent.key = deliveries.thread_of and parent.state = 'uncertain')
       or (state = 'sent' and stale > 0)`,
    )
    .pluck();
  // By then the jobs that run at the start have enqueued everything due.
  await sleep(2_000);
  while (Number(unsettled.get()) > 0 && performance.now() < until) await sleep(200);
  file.close();
}

function count(path: string, { created, faults }: FaultySlack) {
  const file = new Database(path);
  const integrity = String(file.pragma("integrity_check", { simple: true }));
  const rows = file.prepare("select key, state, stale, thread_of from deliveries").all() as {
    key: string;
    state: string;
    stale: number;
    thread_of: string | null;
  }[];
  file.close();
  const uncertain = new Set(rows.filter(({ state }) => state === "uncertain").map(({ key }) => key));
  const absent = rows.filter(({ key }) => !created.has(key) && !uncertain.has(key));
  const isBlocked = (row: (typeof rows)[number]) => row.thread_of !== null && uncertain.has(row.thread_of);
  const states: Record<string, number> = {};
  for (const { state } of rows) states[state] = (states[state] ?? 0) + 1;
  return {
    deliveries: rows.length,
    states,
    doubled: [...created].filter(([, times]) => times > 1).map(([key]) => key),
    missing: absent.filter((row) => !isBlocked(row)).map(({ key, state }) => `${key} (${state})`),
    blocked: absent.filter(isBlocked).length,
    stale: rows.filter(({ state, stale }) => state === "sent" && stale > 0).length,
    faults: Object.fromEntries(faults),
    integrity,
  };
}
