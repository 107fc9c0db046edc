import { rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { databaseFile } from "#tests/support/ledger.ts";
import { placeBet, toggleMore } from "#tests/support/moves.ts";
import { smallDisk } from "#tests/support/small-disk.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const NOT_SAVED = /^Our database cannot be used for now, so this was not saved\..* this id: id-\d+\./;

/** Sends a form and a command while the database is unavailable, and both again once it is back. */
async function checkRecovery(
  s: Stage,
  breakDatabase: () => void,
  repair: () => void,
  reason: string,
): Promise<void> {
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "Tour lifts activation from 32% to 40%");
  await toggleMore(s);
  await ana.fill(ana.view(), { belief: "We believe it helps", chosen: "we-chose" });
  breakDatabase();
  const { errors, view } = await ana.submit();
  expect(errors).toEqual({ title: expect.stringMatching(NOT_SAVED) as string });
  expect(errors["title"]).toContain("What was typed is still in this form.");
  expect(view?.values["belief"]?.["belief"]).toMatchObject({ value: "We believe it helps" });

  await ana.command("C0GROWTH", "/bet", "reading 1 34.5% from the dashboard");
  const answer = s.shownTo("U0ANA").at(-1);
  expect(answer).toMatch(NOT_SAVED);
  expect(answer).toContain("Here is what was typed: /bet reading 1 34.5% from the dashboard");
  // On a busy machine the SDK may also log a slow ack, and the outbox a failed look-up.
  const faults = () => s.logged.filter((line) => line.includes('"fault"'));
  const shownIds = [errors["title"], answer].map((text) => /id-\d+/.exec(text ?? "")?.[0]);
  expect(faults().map((line) => /id-\d+/.exec(line)?.[0])).toEqual(expect.arrayContaining(shownIds));
  for (const line of faults()) expect(line).toContain(reason);
  for (const line of s.logged) expect(line).not.toMatch(/dashboard|We believe|U0ANA/);

  const faultCount = faults().length;
  repair();
  expect(await ana.submit()).toMatchObject({ errors: {}, view: undefined });
  await ana.command("C0GROWTH", "/bet", "reading 1 34.5% from the dashboard");
  const texts = await s.texts();
  expect(texts.filter((text) => text.includes("Bet #2 · Tour"))).toHaveLength(1);
  expect(texts.filter((text) => text.includes("from the dashboard"))).toHaveLength(1);
  expect(s.slack.problems).toEqual([]);
  expect(faults()).toHaveLength(faultCount);
}

test("reports nothing as saved while another program locks the database, and recovers by itself", async () => {
  using file = databaseFile();
  // The sandbox Slack shares its event loop with the database, which blocks it.
  await using s = await stage({ database: file.path, ackDeadlineMs: 10_000 });
  const other = new Database(file.path);
  await checkRecovery(
    s,
    () => other.exec("begin immediate"),
    () => other.exec("rollback"),
    "another program holds the database's lock",
  );
  other.close();
});

test("reports nothing as saved while the disk is full, and recovers by itself", async ({ skip }) => {
  using disk = smallDisk("4m");
  if (!disk) return skip("nothing can be mounted here");
  await using s = await stage({ database: join(disk.path, "ourcome.db") });
  const filler = join(disk.path, "filler");
  await checkRecovery(
    s,
    () => {
      const { bavail, bsize } = statfsSync(disk.path);
      writeFileSync(filler, Buffer.alloc(bavail * bsize));
    },
    () => rmSync(filler),
    "no space left for the database",
  );
});
