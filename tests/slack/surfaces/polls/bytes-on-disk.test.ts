import { existsSync, readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { databaseFile } from "#tests/support/ledger.ts";
import { placeBet, settleBet, writePreMortem } from "#tests/support/moves.ts";
import { type Stage, stageWithTeamOf } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";
const SENTENCE = "Checklist lifts activation from 32% to 40% by 20 Nov";
const TEXT = "Nobody reads a list at step two";

type Click = (start: string, user: string, button: string, n?: number) => Promise<void>;

/** Clicks a button of the message that starts with `start`. Looks each message up only once. */
function clickByStart(s: Stage): Click {
  const known = new Map<string, string>();
  return async (start, user, button, n) => {
    const ts = known.get(start) ?? (await timestampOf(s, start));
    known.set(start, ts);
    await s.slack.as(user).clickButton({ channel: CHANNEL, ts }, button, n);
  };
}

async function timestampOf(s: Stage, start: string): Promise<string> {
  const messages = await s.slack.readChannel(CHANNEL);
  return (
    messages.flatMap((message) => [message, ...message.replies]).find(({ text }) => text.startsWith(start))
      ?.ts ?? ""
  );
}

type SealedPoll = {
  /** The prefix of its poll ids. */
  readonly poll: string;
  readonly open: (s: Stage) => Promise<unknown>;
  /** What each of the twelve people does in it. */
  readonly act?: (click: Click, user: string, index: number, s: Stage) => Promise<unknown>;
  /** How many keys, hashes and sealed texts there are before it closes. */
  readonly secrets: number;
  readonly close: (s: Stage, click: Click) => Promise<unknown>;
};

const placed = (s: Stage) => placeBet(s, SENTENCE);
async function settled(s: Stage): Promise<void> {
  await placed(s);
  await settleBet(s, 1, "33", CHANNEL, "U0P1");
}

/** Every kind of poll in which a row belongs to one person. */
const EVERY_POLL: Readonly<Record<string, SealedPoll>> = {
  "the confidence in a bet": {
    poll: "confidence/",
    open: placed,
    // Only eleven vote: the twelfth vote would close the poll.
    act: async (click, user, n) => n < 11 && click("Bet #1 · ", user, `confidence_${[10, 50, 90][n % 3]}`),
    secrets: 11 + 1,
    close: (s) => s.wait({ hours: 48 }),
  },
  "a pre-mortem": {
    poll: "pre-mortem/",
    open: placed,
    act: (_click, user, n, s) => writePreMortem(s, user, `${TEXT}, for the ${n}th time`),
    secrets: 12 + 12 + 1,
    close: (s) => settleBet(s, 1, "33", CHANNEL, "U0P1"),
  },
  "the settler of a verdict": {
    poll: "verdict/",
    async open(s) {
      await placed(s);
      await s.slack.as("U0ANA").command(CHANNEL, "/bet", "settle 1");
      await s.slack.as("U0ANA").submit({ value: "33" });
    },
    secrets: 1 + 1,
    close: (_s, click) => click("Bet #1 missed.", "U0P1", "Looks right"),
  },
  "the question of a retro": {
    poll: "retro-decision/",
    open: settled,
    act: (click, user, n) =>
      click("Knowing only", user, n % 2 === 0 ? "retro_decide_again" : "retro_decide_not_again"),
    secrets: 12 + 1,
    close: (s) => s.wait({ hours: 48 }),
  },
  "the pulse": {
    poll: "pulse/",
    async open(s) {
      await settled(s);
      await s.wait({ hours: 48 });
    },
    async act(click, user, n) {
      await click("How are we?", user, `pulse_${(n % 5) + 1}`, 1);
      await click("How are we?", user, `pulse_${((n + 1) % 5) + 1}`, 2);
    },
    // Two answers each. No hash occurs twice, so nothing links a person's answers.
    secrets: 2 * 12 + 4,
    close: (s) => s.wait({ days: 3 }),
  },
  "the quarter's participation": {
    poll: "hands/",
    open: placed,
    act: (click, user) => click("Bet #1 · ", user, "confidence_50"),
    secrets: 12 + 1,
    close: (s) => s.wait({ hours: 24 * 61 }),
  },
};

test.each(Object.entries(EVERY_POLL))(
  "%s: leaves no user id on disk or in a backup, and no hash, key or text once it is closed",
  async (_name, { poll, open, act, secrets, close }) => {
    using file = databaseFile();
    const { s, people } = await stageWithTeamOf(12, { database: file.path });
    await using _ = s;
    const click = clickByStart(s);
    await open(s);
    for (const [index, { id }] of people.entries()) await act?.(click, id, index, s);
    const sealed = sealedIn(file.path, poll);
    expect(new Set(sealed).size).toBe(secrets);
    const ids = people.map(({ id }) => id);
    const bytesWhileOpen = await readAllBytes(file.path);
    expect(sealed.filter((secret) => !bytesWhileOpen.includes(secret))).toEqual([]);
    expect([...ids, TEXT].filter((word) => bytesWhileOpen.includes(word))).toEqual([]);

    await close(s, click);
    expect(sealedIn(file.path, poll).filter((secret) => sealed.includes(secret))).toEqual([]);
    const bytesWhenClosed = await readAllBytes(file.path);
    // Parts of a secret must be gone too.
    const parts = sealed.flatMap((secret) => [secret.slice(0, 16), secret.slice(-16)]);
    expect([...parts, ...ids].filter((word) => bytesWhenClosed.includes(word))).toEqual([]);
    expect([s.slack.problems, s.logged]).toEqual([[], []]);
  },
);

function sealedIn(path: string, poll: string): string[] {
  const db = new Database(path, { readonly: true });
  const read = (what: string) => db.prepare(`select ${what} like ?`).pluck().all(`${poll}%`).map(String);
  const all = ["voter from ballots where poll", "sealed_key from polls where id"].flatMap(read);
  const texts = poll === "pre-mortem/" ? read("answer from ballots where poll") : [];
  db.close();
  return [...all, ...texts];
}

/** All bytes of the database file, its WAL, and a backup made now. */
async function readAllBytes(path: string): Promise<Buffer> {
  const backup = `${path}.backup`;
  const db = new Database(path, { readonly: true });
  await db.backup(backup);
  db.close();
  const files = [path, `${path}-wal`, `${path}-shm`, backup, `${backup}-wal`];
  return Buffer.concat(files.filter((file) => existsSync(file)).map((file) => readFileSync(file)));
}
