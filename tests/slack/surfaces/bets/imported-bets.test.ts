import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { readJsonDocument, toJsonDocument } from "#files/json-document.ts";
import { exportRecords } from "#usecases/exports/export-records.ts";
import { importRecords } from "#usecases/exports/import-records.ts";
import { final, instant, provisional } from "#tests/support/facts.ts";
import { addBet, addTeam, databaseFile, writeDatabase } from "#tests/support/ledger.ts";
import { stage } from "#tests/support/stage.ts";

/** A database that was imported from another server's: an open bet, one whose verdict is provisional, a final one. */
async function importedLedger() {
  using source = databaseFile();
  const ledger = databaseFile();
  const file = join(dirname(ledger.path), "export.json");
  await writeDatabase(source.path, async (store) => {
    const team = await addTeam(store, "C0GROWTH", "Growth");
    await addBet(store, team, {
      number: 1,
      title: "Open",
      reviewOn: "2026-11-09",
      review: { prompts: 0, nextPromptAt: instant("2026-11-09T09:00:00Z") },
      confidence: { kind: "sealed", closesAt: instant("2026-11-03T09:00:00Z"), hasVotes: true },
    });
    await addBet(store, team, { number: 2, title: "Settled", ...provisional(41, "2026-11-04T09:00:00Z") });
    await addBet(store, team, { number: 3, title: "Over", ...final(41, "2026-10-20T09:00:00Z") });
    for (let taken = 0; taken < 3; taken += 1) await store.teams.takeBetNumber(team.workspace, team.id);
    let text = "";
    for await (const chunk of toJsonDocument(exportRecords({ store }, await store.records.teams())))
      text += chunk;
    writeFileSync(file, text);
  });
  await writeDatabase(ledger.path, async (store) => {
    expect(await importRecords({ store }, () => readJsonDocument(file), {})).toMatchObject({ ok: true });
  });
  return ledger;
}

const hours = (count: number) => Temporal.Duration.from({ hours: count });

test("an import posts nothing; a bet's card comes before the first thing said about it, which is in its thread", async () => {
  using ledger = await importedLedger();
  await using s = await stage({ database: ledger.path });
  await s.wait(hours(1));
  expect(await s.texts()).toEqual([]);

  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "reading 1 34.5");
  await s.wait(hours(0));
  const [card, ...others] = await s.slack.readChannel("C0GROWTH");
  expect(others).toEqual([]);
  expect(card?.text).toContain("Open");
  expect(card?.replies.map(({ text }) => text)).toEqual([expect.stringContaining("34.5")]);

  // Its forecast takes votes anew until it closes.
  await ana.clickButton({ channel: "C0GROWTH", ts: card?.ts ?? "" }, "confidence_70");
  expect(s.shownTo("U0ANA").join("\n")).toContain("Your vote on bet #1 is in: 70 %, likely.");
});

test("a provisional verdict becomes final in time, and its retro opens in the thread of the bet's card", async () => {
  using ledger = await importedLedger();
  await using s = await stage({ database: ledger.path });
  await s.wait(hours(49));
  const posted = await s.slack.readChannel("C0GROWTH");
  const card = posted.find(({ text }) => text.includes("Settled"));
  expect(posted.filter(({ text }) => text.includes("Over"))).toEqual([]);
  expect(card?.replies.length).toBeGreaterThan(0);
  expect(s.logged).toEqual([]);
});

test("the review of an imported open bet is asked for in the thread of its card", async () => {
  using ledger = await importedLedger();
  await using s = await stage({ database: ledger.path });
  await s.wait(hours(24 * 7));
  const posted = await s.slack.readChannel("C0GROWTH");
  expect(
    posted
      .find(({ text }) => text.includes("Open"))
      ?.replies.map(({ text }) => text)
      .join("\n"),
  ).toMatch(/review|reading/i);
});
