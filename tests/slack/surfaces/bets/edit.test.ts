import { expect, test } from "vitest";
import { placeBet, settleBet, setUpTeam } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";
const SENTENCE = "Chekclist lifts activation from 32% to 40% by 13 Nov";

const cardOf = async (s: Stage, number = 1) => {
  const found = (await s.slack.readChannel(CHANNEL)).find(({ text }) => text.startsWith(`Bet #${number} · `));
  return { channel: CHANNEL, ts: found?.ts ?? "" };
};

test("/bet edit mends the title and the belief: the card, the question for a reading and the search follow", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await s.wait({ days: 11 });
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", "edit 1");
  expect(ana.view().content.title).toMatchObject({ text: "Edit bet #1" });
  expect(Object.keys(ana.view().values)).toEqual(["title", "belief"]);
  const edited = await ana.submit({ title: "Checklist", belief: "We believe people see what is left" });
  expect(edited).toMatchObject({ errors: {}, view: undefined });

  const texts = await s.texts();
  expect(texts[1]).toContain("Bet #1 · Checklist · up for review");
  expect(texts.find((text) => text.includes("is up for review."))).toContain("Checklist");
  expect(texts.join("\n")).not.toContain("Chekclist");
  await ana.command(CHANNEL, "/bet", "search checklist");
  expect(s.shownTo("U0ANA").at(-1)).toContain("#1 Checklist");
  await ana.command(CHANNEL, "/bet", "search chekclist");
  expect(s.shownTo("U0ANA").at(-1)).not.toContain("#1");
  await ana.command(CHANNEL, "/bet", "1");
  expect(s.shownTo("U0ANA").at(-1)).toContain("We believe people see what is left");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a bet that was voted on can be mended from its card, without an amendment", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await s.slack.as("U0BEN").clickButton(await cardOf(s), "confidence_70");
  const ben = s.slack.as("U0BEN");
  await ben.choose(await cardOf(s), "more", "Edit title or belief");
  expect((await ben.submit({ title: "  " })).errors).toEqual({ title: "Please fill this in." });
  await ben.submit({ title: "Checklist" });
  const [, card, ...others] = await s.texts();
  expect(card).toContain("Bet #1 · Checklist · open");
  expect(card).toContain("1 has voted");
  expect(others).toEqual([]);
});

test("an edit can add a belief and take it away again", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const ana = s.slack.as("U0ANA");
  for (const belief of ["We believe people see what is left", ""]) {
    await ana.command(CHANNEL, "/bet", "edit 1");
    expect((await ana.submit({ belief })).errors).toEqual({});
    await ana.command(CHANNEL, "/bet", "1");
    const details = s.shownTo("U0ANA").at(-1);
    if (belief === "") expect(details).not.toContain("We believe");
    else expect(details).toContain(belief);
  }
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a verdict that was disputed shows the mended title, too", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", "settle 1");
  await ana.submit({ value: "37" });
  const ben = s.slack.as("U0BEN");
  const verdict = (await s.slack.readChannel(CHANNEL)).at(-1);
  await ben.clickButton({ channel: CHANNEL, ts: verdict?.ts ?? "" }, "Dispute");
  await ben.submit({ reason: "The dashboard counts bots" });
  await ana.command(CHANNEL, "/bet", "edit 1");
  await ana.submit({ title: "Checklist" });
  expect((await s.texts()).join("\n")).not.toContain("Chekclist");
});

test("once a bet is settled, its words stay as they were judged, even in a form that was open", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const [ana, ben] = [s.slack.as("U0ANA"), s.slack.as("U0BEN")];
  await ben.choose(await cardOf(s), "more", "Edit title or belief");
  await settleBet(s, 1, "37", CHANNEL, "U0CAT");
  const words = "Bet #1 is settled, so its title and belief stay as they were when we judged it.";
  expect((await ben.submit({ title: "Checklist" })).errors).toEqual({
    title: expect.stringContaining(words),
  });
  await ana.command(CHANNEL, "/bet", "edit 1");
  expect(s.shownTo("U0ANA").at(-1)).toContain(words);
  expect((await s.texts())[1]).toContain("Chekclist");
});

test("a team-mate's name in the title is sent back with a suggestion, and guests can't edit", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", "edit 1");
  const rejected = await ana.submit({ title: "Ben's checklist" });
  expect(JSON.stringify(rejected.view?.content)).toContain("reads like a team-mate");
  const gus = s.slack.as("U0GUS");
  await gus.choose(await cardOf(s), "more", "Edit title or belief");
  expect(JSON.stringify(gus.view().content)).toContain("Guests cannot");
  expect((await s.texts())[1]).toContain("Chekclist");
});

test.each([
  ["setle 12", "We did not understand “setle 12”. Nothing was changed.", "Did you mean /bet settle 12?"],
  ["lsit", "We did not understand “lsit”.", "Did you mean /bet list?"],
  ["ammend 12", "We did not understand “ammend 12”.", "Did you mean /bet amend 12?"],
  ["redaing 12 34", "We did not understand “redaing 12 34”.", "Did you mean /bet reading 12 34?"],
  ["edit", "We did not understand “edit”.", "Put the bet's number in place of 12."],
  ["delete", "We did not understand “delete”.", "Did you mean /bet delete 12?"],
  ["undo", "Undo is a button in the answer", "/bet delete 12"],
  ["edit 999", "There is no bet #999 in this channel.", "/bet list all"],
  ["delete 999", "There is no bet #999 in this channel.", "/bet list all"],
])("/bet %s opens no form: the answer says what to type", async (typed, first, then) => {
  await using s = await stage();
  await setUpTeam(s);
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", typed);
  expect(ana.views()).toEqual([]);
  expect(s.shownTo("U0ANA").at(-1)).toContain(first);
  expect(s.shownTo("U0ANA").at(-1)).toContain(then);
  expect(s.slack.problems).toEqual([]);
});
