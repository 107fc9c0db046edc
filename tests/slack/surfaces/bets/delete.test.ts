import { expect, test } from "vitest";
import { placeBet, settleBet, setUpTeam, writePreMortem } from "#tests/support/moves.ts";
import { manifestScopes } from "#sandbox/manifest-scopes.ts";
import { databaseFile } from "#tests/support/ledger.ts";
import { dump } from "#tests/support/dump.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";
const SENTENCE = "Checklist lifts activation from 32% to 40% by 13 Nov";

const cardOf = async (s: Stage, number = 1) => {
  const found = (await s.slack.readChannel(CHANNEL)).find(({ text }) => text.startsWith(`Bet #${number} · `));
  return { channel: CHANNEL, ts: found?.ts ?? "" };
};
const answer = (s: Stage, user = "U0ANA") => s.shownTo(user).at(-1);
const undo = (s: Stage) => {
  const ana = s.slack.as("U0ANA");
  const placed = ana.ephemerals().find(({ text }) => text.startsWith("Bet #1 is placed."));
  return ana.clickButton({ channel: CHANNEL, ts: placed?.ts ?? "" }, "Undo");
};

/** What makes a bet part of the record, and how the refusal puts it. */
const USES: readonly (readonly [what: string, use: (s: Stage) => Promise<unknown>, words: string])[] = [
  [
    "was voted on",
    async (s) => s.slack.as("U0BEN").clickButton(await cardOf(s), "confidence_70"),
    "somebody has voted on it",
  ],
  [
    "has a reading",
    (s) => s.slack.as("U0BEN").command(CHANNEL, "/bet", "reading 1 34"),
    "a reading was taken",
  ],
  [
    "has a sealed pre-mortem",
    (s) => writePreMortem(s, "U0BEN", "Nobody reads lists"),
    "somebody has written why it might fail",
  ],
];

test("/bet delete asks first, then deletes the bet with all that hangs on it; its number is not used again", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await placeBet(s, SENTENCE);
  await s.wait({ days: 0, hours: 1 });
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", "delete 1");
  expect(JSON.stringify(ana.view().content)).toContain("Delete bet #1, Checklist, for good?");
  expect((await ana.submit()).view).toBeUndefined();

  const [, card] = await s.slack.readChannel(CHANNEL);
  expect(card?.text).toBe("Bet #1 was deleted.");
  expect(JSON.stringify(card?.blocks)).not.toContain("actions");
  const kept = dump(file.path).filter((line) => /Checklist|confidence\//.test(line));
  expect(kept).toEqual([]);
  for (const [typed, words] of [
    ["1", "There is no bet #1"],
    ["list all", "placed no bet"],
    ["search checklist", "checklist"],
  ] as const) {
    await ana.command(CHANNEL, "/bet", typed);
    expect(answer(s)).toContain(words);
    expect(answer(s)).not.toContain("#1 Checklist");
  }
  await placeBet(s, "Banner lifts sales from 10 to 20");
  expect((await s.texts()).at(-1)).toContain("Bet #2 · Banner");
  await s.wait({ days: 30 });
  expect((await s.texts()).filter((text) => text.includes("Bet #1"))).toEqual(["Bet #1 was deleted."]);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a bet is deleted from its card by anybody on the team, and the question for a reading goes with it", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40% by tomorrow");
  await s.wait({ hours: 23, minutes: 59 });
  await s.wait({ hours: 1 });
  const ben = s.slack.as("U0BEN");
  const texts = await s.texts();
  expect(texts.at(-1)).toContain("is up for review.");
  await ben.choose(await cardOf(s), "more", "Delete");
  await ben.submit();
  expect((await s.texts()).slice(1)).toEqual(["Bet #1 was deleted.", "Bet #1 was deleted."]);
});

test.each(USES)("a bet that %s is stopped rather than deleted", async (_what, use, words) => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", "delete 1");
  await use(s);
  const late = await ana.submit();
  expect(JSON.stringify(late.view?.content)).toContain(`Bet #1 can't be deleted any more: ${words}.`);
  await ana.closeView();
  await ana.command(CHANNEL, "/bet", "delete 1");
  expect(ana.views()).toEqual([]);
  expect(answer(s)).toContain(`${words}. Nothing was changed. /bet stop 1 ends it early`);
  const [, card] = await s.slack.readChannel(CHANNEL);
  expect(card?.text).toContain("Bet #1 · Checklist · open");
  expect(JSON.stringify(card?.blocks)).not.toContain("bet_delete");
});

test("neither a settled bet nor one whose verdict was disputed is deleted, nor one whose poll has closed", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await placeBet(s, "Banner lifts sales from 10 to 20");
  await placeBet(s, "Mail lifts sales from 10 to 20");
  const ana = s.slack.as("U0ANA");
  await settleBet(s, 1, "37");
  await ana.command(CHANNEL, "/bet", "settle 2");
  await ana.submit({ value: "12" });
  const verdict = (await s.slack.readChannel(CHANNEL)).at(-1);
  await s.slack.as("U0BEN").clickButton({ channel: CHANNEL, ts: verdict?.ts ?? "" }, "Dispute");
  await s.slack.as("U0BEN").submit({ reason: "The dashboard counts bots" });
  await s.wait({ days: 8 });
  for (const [number, words] of [
    [1, "it is settled. Nothing was changed."],
    [2, "it was settled once before, and that was disputed"],
    [3, "its confidence poll has closed"],
  ] as const) {
    await ana.command(CHANNEL, "/bet", `delete ${number}`);
    expect(answer(s)).toContain(words);
  }
});

test("guests and people outside the channel delete nothing", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const gus = s.slack.as("U0GUS");
  await gus.command(CHANNEL, "/bet", "delete 1");
  expect(JSON.stringify(gus.view().content)).toContain("Guests cannot");
  expect((await s.texts())[1]).toContain("Checklist");
});

test("the answer to placing a bet takes it back for ten minutes", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  expect(answer(s)).toBe("Bet #1 is placed. You can undo it for ten minutes. /bet edit 1 mends a typo.");
  expect(s.shownTo("U0BEN")).toEqual([]);
  await s.wait({ minutes: 10 });
  await undo(s);
  expect(answer(s)).toBe("Bet #1 was taken back. It was: Checklist");
  expect((await s.texts())[1]).toBe("Bet #1 was deleted.");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("after ten minutes, undo says what works instead", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await s.wait({ minutes: 11 });
  await undo(s);
  expect(answer(s)).toContain("Undo works for ten minutes, and they have passed. Nothing was changed.");
  expect(answer(s)).toContain("/bet delete 1 still works");
  expect((await s.texts())[1]).toContain("Bet #1 · Checklist");
});

test.each(USES)("a bet that %s can't be undone", async (_what, use, words) => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await use(s);
  await undo(s);
  expect(answer(s)).toContain(`Bet #1 can't be deleted any more: ${words}.`);
  expect((await s.texts())[1]).toContain("Bet #1 · Checklist");
});

test("a bet whose card is not posted yet is deleted without a trace in the channel", async () => {
  const scopes = manifestScopes();
  await using s = await stage({ scopes });
  await setUpTeam(s);
  scopes.splice(scopes.indexOf("chat:write"), 1);
  await placeBet(s, SENTENCE);
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", "delete 1");
  await ana.submit();
  scopes.push("chat:write");
  await s.wait({ hours: 2 });
  expect((await s.texts()).filter((text) => text.includes("Bet #1"))).toEqual([]);
});
