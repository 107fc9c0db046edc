import { expect, test } from "vitest";
import { databaseFile } from "#tests/support/ledger.ts";
import { changeSecret, placeBet } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";

/** Settles a bet, then changes the server's secret. */
async function settleThenChangeSecret(s: Stage, path: string) {
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", "settle 1");
  await ana.submit({ value: "33" });
  changeSecret(path);
  const verdict = (await s.slack.readChannel(CHANNEL)).at(-1);
  return { channel: CHANNEL, ts: verdict?.ts ?? "" };
}

const card = async (s: Stage) => (await s.texts()).find((text) => text.startsWith("Bet #1 · "));

test("refuses to confirm a verdict whose settler can't be read any more, and makes it final after a day", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  const verdict = await settleThenChangeSecret(s, file.path);
  for (const user of ["U0ANA", "U0BEN"]) {
    await s.slack.as(user).clickButton(verdict, "Looks right");
    expect(s.shownTo(user).at(-1)).toContain("sealed with another secret than the server has now");
  }
  expect(await card(s)).toContain("provisional verdict");
  await s.wait({ hours: 24 });
  expect(await card(s)).toContain("settled: missed");
  expect((await s.texts()).join("\n")).toContain("The retro is open until");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("lets the verdict be disputed and settled again under the new secret", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  const verdict = await settleThenChangeSecret(s, file.path);
  const ben = s.slack.as("U0BEN");
  await ben.clickButton(verdict, "Dispute");
  await ben.submit({ reason: "The week before was a holiday" });
  await ben.command(CHANNEL, "/bet", "settle 1");
  await ben.submit({ value: "41" });
  const again = (await s.slack.readChannel(CHANNEL)).at(-1)?.ts ?? "";
  await s.slack.as("U0CAT").clickButton({ channel: CHANNEL, ts: again }, "Looks right");
  expect(await card(s)).toContain("settled: hit");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});
