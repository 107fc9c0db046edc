import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { SqliteDialect } from "kysely";
import type { Bet, BetState } from "#domain/bets/bet.ts";
import type { NextStep } from "#domain/next-steps/next-step.ts";
import type { Team } from "#domain/teams/team.ts";
import { migrated } from "#store/database/database.ts";
import { type Store, storeIn } from "#store/store.ts";
import type { Learning } from "#domain/learnings/learning.ts";

const WORKSPACE = "T0SANDBOX";

/** A file system without a disk under it, where there is one: a file all the same, and nothing waits for the disk. */
const IN_MEMORY = "/dev/shm";

/** A database file of its own, which a stage and `writeLedger` can share. */
export function ledgerFile(): { readonly path: string; readonly [Symbol.dispose]: () => void } {
  const folder = mkdtempSync(join(existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir(), "ourcome-"));
  const path = join(folder, "ledger.db");
  writeFileSync(path, MIGRATED);
  return {
    path,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** To migrate each file anew takes longer than most of what is done with one. */
const MIGRATED = await migratedImage();

async function migratedImage(): Promise<Buffer> {
  const database = new Database(":memory:");
  const db = await migrated(new SqliteDialect({ database }));
  const image = database.serialize();
  await db.destroy();
  return image;
}

/** Writes past the app what would take it weeks, or hundreds of forms. */
export async function writeLedger(path: string, write: (store: Store) => Promise<void>): Promise<void> {
  const db = await migrated(new SqliteDialect({ database: new Database(path, { timeout: 1_500 }) }));
  try {
    await write(storeIn(db, new Uint8Array(32).fill(7)));
  } finally {
    await db.destroy();
  }
}

/** The team of a channel that was set up before. */
export async function teamOf(store: Store, channel = "C0GROWTH"): Promise<Team> {
  const team = await store.teams.ofChannel(WORKSPACE, channel);
  if (!team) throw new Error(`${channel} is no team yet.`);
  return team;
}

/** Makes a channel a team without its set-up form. */
export async function addTeam(store: Store, channel: string, name: string): Promise<Team> {
  const team: Team = {
    id: `team-${channel}`,
    workspace: WORKSPACE,
    channel,
    name,
    timeZone: "Europe/Berlin",
    digestDay: 5,
    digestTime: Temporal.PlainTime.from("16:00"),
    anonymityThreshold: 3,
    asksPulse: true,
    postsQuietWeeks: false,
    nextDigestAt: Temporal.Instant.from("2027-01-01T15:00:00Z"),
    createdAt: PLACED,
  };
  await store.teams.add(team);
  return team;
}

const PLACED = Temporal.Instant.from("2026-10-01T09:00:00Z");

/** A bet on record. Its number comes with it; the team's next number stays. */
export async function addBet(
  store: Store,
  team: Team,
  bet: Partial<Omit<Bet, "terms">> & { number: number; reviewOn?: string; metric?: string },
): Promise<Bet> {
  const { reviewOn = "2026-12-01", metric = "activation", ...more } = bet;
  const state: BetState = { kind: "open" };
  const added: Bet = {
    id: `bet-${team.channel}-${bet.number}`,
    workspace: team.workspace,
    team: team.id,
    title: `Idea ${bet.number}`,
    belief: "We believe it helps",
    terms: { metric, unit: "%", baseline: 32, target: 40, reviewOn: Temporal.PlainDate.from(reviewOn) },
    mandate: { chosen: "we-chose" },
    placedAt: PLACED,
    review: { prompts: 0 },
    state,
    ...more,
  };
  await store.bets.add(added);
  return added;
}

export async function addLearning(
  store: Store,
  bet: Bet,
  learning: Partial<Learning> & { text: string },
): Promise<void> {
  const { id, workspace, team } = bet;
  await store.learnings.add({
    id: `learning-${learning.text.slice(0, 20)}`,
    workspace,
    team,
    bet: id,
    votes: 0,
    addedAt: PLACED,
    ...learning,
  });
}

export async function addStep(
  store: Store,
  bet: Bet,
  step: Partial<NextStep> & { text: string; due?: string },
): Promise<void> {
  const { due = "2026-11-10", ...more } = step;
  const { id, workspace, team } = bet;
  await store.nextSteps.add({
    id: `step-${step.text}`,
    workspace,
    team,
    bet: id,
    dueOn: Temporal.PlainDate.from(due),
    state: "open",
    timesCarriedOver: 0,
    addedAt: PLACED,
    ...more,
  });
}
