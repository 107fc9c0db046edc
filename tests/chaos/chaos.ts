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
import { betMoves, meanwhile, type Move, teamMove } from "./teams.ts";
import { serverFile } from "#tests/support/server-file.ts";

export type Chaos = {
  readonly seed: number;
  readonly kills: number;
  readonly teams: number;
  readonly betsPerTeam: number;
  /** Whether the channels' history may be read. */
  readonly history: boolean;
  /** How long the last life may take to make everything good. */
  readonly patienceMs: number;
  readonly onLife?: (kills: number) => void;
};

export type Outcome = {
  readonly kills: number;
  readonly deliveries: number;
  readonly states: Readonly<Record<string, number>>;
  /** Keys of which there is more than one message. */
  readonly doubled: readonly string[];
  /** Keys without a message, but for those that are uncertain or wait for one that is, in its thread. */
  readonly missing: readonly string[];
  /** Keys that wait for an uncertain one. */
  readonly waiting: number;
  readonly stale: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly integrity: string;
  readonly exit: number | string;
  readonly errors: readonly string[];
  readonly seconds: number;
};

const BOT = "U0BOT";
const TOKEN = "xoxb-chaos";
const SIGNING = "a-signing-secret-of-the-chaos";
const SETTLING_SECONDS = 2;
const LATEST_MS = 1_200;
/** A life lasts so long after its first call, at most. */
const LIFE_MS = 900;
const SERVER = await serverFile();

/** Kills the real process at random moments while its teams have messages pending, by a Slack that fails at random; then counts. */
export async function chaos(plan: Chaos): Promise<Outcome> {
  const began = performance.now();
  const dice = diceOf(plan.seed);
  const folder = mkdtempSync(join(tmpdir(), "ourcome-chaos-"));
  const path = join(folder, "ourcome.db");
  const secret = Buffer.alloc(32, 7);
  const channels = Array.from({ length: plan.teams }, (_, n) => `C0TEAM${n}`);
  const slack = await startSandboxSlack({
    people: [{ id: "U0ANA", name: "ana", realName: "Ana Sol", timeZone: "Europe/Berlin" }],
    channels: channels.map((id) => ({ id, name: id.toLowerCase(), members: ["U0ANA", BOT] })),
    app: { botToken: TOKEN, signingSecret: SIGNING, botUserId: BOT, escapesCommands: false },
    scopes: manifestScopes().filter((scope) => plan.history || !scope.endsWith(":history")),
    now: () => Temporal.Now.instant(),
  });
  const faulty = await faultySlack(slack.url, diceOf(plan.seed + 1), LATEST_MS);
  const env = {
    SLACK_API_URL: faulty.url,
    SLACK_BOT_TOKEN: TOKEN,
    SLACK_SIGNING_SECRET: SIGNING,
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
    const each = Math.ceil(moves.length / Math.max(1, plan.kills));
    for (let kills = 0; kills < plan.kills; kills += 1) {
      await meanwhile({ kind: "file", path }, secret, moves.splice(0, each));
      child = live(env, errors);
      const ended = once(child, "close");
      await Promise.race([faulty.nextCall(), ended]);
      await sleep(dice() * LIFE_MS);
      child.kill("SIGKILL");
      await ended;
      plan.onLife?.(kills + 1);
    }
    await meanwhile({ kind: "file", path }, secret, moves);
    await sleep(LATEST_MS);
    faulty.behave();
    child = live(env, errors);
    await quiet(path, plan.patienceMs);
    const ended = once(child, "close");
    child.kill("SIGTERM");
    const [code, signal] = (await ended) as [number | null, string | null];
    return {
      ...count(path, faulty),
      kills: plan.kills,
      exit: code ?? signal ?? "",
      errors,
      seconds: Math.round((performance.now() - began) / 1_000),
    };
  } finally {
    child?.kill("SIGKILL");
    await faulty.close();
    await slack.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the teams do, in the order of each bet's life, mixed over all bets. */
function movesOf(channels: readonly string[], betsPerTeam: number, dice: () => number): Move[] {
  const lives = channels.flatMap((channel) =>
    Array.from({ length: betsPerTeam }, (_, n) => betMoves(channel, `bet-${channel}-${n}`)),
  );
  const mixed: Move[] = [];
  while (lives.length > 0) {
    const at = Math.floor(dice() * lives.length);
    const move = lives[at]?.shift();
    if (move) mixed.push(move);
    else lives.splice(at, 1);
  }
  return [...channels.map(teamMove), ...mixed];
}

function live(env: Record<string, string>, errors: string[]): ChildProcess {
  const child = spawn(process.execPath, [SERVER], { env });
  let line = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const lines = (line + text).split("\n");
    line = lines.pop() ?? "";
    errors.push(...lines.filter((one) => one.includes('"level":50')));
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => errors.push(text));
  return child;
}

/** Waits until nothing is pending, or nobody knows more about it. */
async function quiet(path: string, patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs;
  const file = new Database(path, { readonly: true, timeout: 5_000 });
  const left = file
    .prepare(
      `select count(*) from deliveries where state in ('due', 'sending', 'unknown') and not exists (
         select 1 from deliveries as parent where parent.key = deliveries.thread_of and parent.state = 'uncertain')
       or (state = 'sent' and stale > 0)`,
    )
    .pluck();
  // The jobs of the start have enqueued all that is due by then.
  await sleep(2_000);
  while (Number(left.get()) > 0 && performance.now() < until) await sleep(200);
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
  const waits = (row: (typeof rows)[number]) => row.thread_of !== null && uncertain.has(row.thread_of);
  const states: Record<string, number> = {};
  for (const { state } of rows) states[state] = (states[state] ?? 0) + 1;
  return {
    deliveries: rows.length,
    states,
    doubled: [...created].filter(([, times]) => times > 1).map(([key]) => key),
    missing: absent.filter((row) => !waits(row)).map(({ key, state }) => `${key} (${state})`),
    waiting: absent.filter(waits).length,
    stale: rows.filter(({ state, stale }) => state === "sent" && stale > 0).length,
    faults: Object.fromEntries(faults),
    integrity,
  };
}
