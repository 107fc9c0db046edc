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

/** An in-memory file system, where the machine has one: real files without disk I/O. */
const IN_MEMORY = "/dev/shm";

/** Creates a migrated database file that a stage and `writeLedger` can share. */
export function databaseFile(): { readonly path: string; readonly [Symbol.dispose]: () => void } {
  const folder = mkdtempSync(join(existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir(), "ourcome-"));
  const path = join(folder, "ledger.db");
  writeFileSync(path, MIGRATED);
  return {
    path,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A migrated database to copy: migrating each file takes longer than most tests that use one. */
const MIGRATED = await migratedImage();

async function migratedImage(): Promise<Buffer> {
  const database = new Database(":memory:");
  const db = await migrated(new SqliteDialect({ database }));
  const image = database.serialize();
  await db.destroy();
  return image;
}

/** Writes to the database directly what would take weeks or hundreds of forms through the app. */
export async function writeDatabase(path: string, write: (store: Store) => Promise<void>): Promise<void> {
  const db = await migrated(new SqliteDialect({ database: new Database(path, { timeout: 1_500 }) }));
  try {
    await write(storeIn(db, new Uint8Array(32).fill(7)));
  } finally {
    await db.destroy();
  }
}

/** The team of a channel. Throws if the channel has not been set up. */
export async function teamOf(store: Store, channel = "C0GROWTH"): Promise<Team> {
  const team = await store.teams.ofChannel(WORKSPACE, channel);
  if (!team) throw new Error(`${channel} has no team yet.`);
  return team;
}

/** Adds a team for a channel without going through the set-up form. */
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
    defaultChosen: "we-chose",
    postsQuietWeeks: false,
    nextDigestAt: Temporal.Instant.from("2027-01-01T15:00:00Z"),
    createdAt: PLACED,
  };
  await store.teams.add(team);
  return team;
}

const PLACED = Temporal.Instant.from("2026-10-01T09:00:00Z");

/** Adds a bet with the given number. Does not advance the team's next bet number. */
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
