import { expect, test } from "vitest";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { fakeSources } from "#tests/support/fake-sources.ts";
import { placeBet, toggleMore } from "#tests/support/moves.ts";
import { findMessage } from "#tests/support/request-moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";
const SENTENCE = "Checklist lifts activation from 32% to 40% by 15 Jan";
const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/Berlin]`).toInstant();
const shown = (s: Stage, user = "U0ANA") =>
  JSON.stringify(s.slack.as(user).view().content).replaceAll("\u00a0", " ");
const stateOf = (s: Stage, block: string) =>
  JSON.stringify(s.slack.as("U0ANA").view().values[block] ?? {}).replaceAll("\u00a0", " ");
const expectClean = (s: Stage) => expect([s.slack.problems, s.logged]).toEqual([[], []]);

/** A bet whose number comes from signups-weekly. */
async function sourced(
  fake = fakeSources({ "signups-weekly": { value: 34.1 } }),
  sentence = SENTENCE,
  source = "signups-weekly",
) {
  const s = await stage({ sources: fake.sources });
  await placeBet(s, sentence, CHANNEL, { source: `${source}: ${source} of the shop` });
  return { s, fake, ana: s.slack.as("U0ANA"), ben: s.slack.as("U0BEN") };
}

test("the form asks for a source only if the operator defined any", async () => {
  await using none = await stage();
  await placeBet(none, SENTENCE);
  await none.slack.as("U0ANA").command(CHANNEL, "/bet", "Another lifts activation from 32% to 40%");
  await toggleMore(none);
  expect(shown(none)).not.toContain("Where does the number come from?");

  const { s } = await sourced();
  await using _ = s;
  await s.slack.as("U0ANA").command(CHANNEL, "/bet", "1");
  expect(s.shownTo("U0ANA").at(-1)).toContain("Its number comes from signups-weekly");
  expectClean(s);
});

test("a source is asked once each working day, in the morning, and the channel hears nothing of it", async () => {
  const { s, fake } = await sourced();
  await using _ = s;
  const before = await s.texts();
  await s.pass(at("2026-11-10T07:59"));
  const days = ["2026-11-03", "2026-11-04", "2026-11-05", "2026-11-06", "2026-11-09"];
  expect(fake.asked).toEqual(days.map((day) => `signups-weekly ${day}`));
  expect((await s.texts()).filter((text) => text.includes("signups-weekly"))).toEqual([]);
  expect((await s.texts())[0]).toBe(before[0]);
  expectClean(s);
});

test("it is asked at the same wall-clock time when the clocks change", async () => {
  const fake = fakeSources({ "signups-weekly": { value: 34.1 } });
  await using s = await stage({ sources: fake.sources, start: at("2026-10-22T12:00") });
  await placeBet(s, SENTENCE, CHANNEL, {
    source: "signups-weekly: signups-weekly of the shop",
  });
  const times: string[] = [];
  let asked = 0;
  while (Temporal.Instant.compare(s.now(), at("2026-10-28T12:00")) < 0) {
    await s.pass(s.now().add({ minutes: 15 }));
    if (fake.asked.length > asked)
      times.push(s.now().toZonedDateTimeISO("Europe/Berlin").toPlainTime().toString());
    asked = fake.asked.length;
  }
  expect(fake.asked).toHaveLength(4);
  expect(new Set(times).size).toBe(1);
});

test("what was missed in the morning is made up for in the day, but not in the night or at the weekend", async () => {
  const { s, fake } = await sourced();
  await using _ = s;
  await s.wait(s.now().until(at("2026-11-03T15:00")));
  expect(fake.asked).toEqual(["signups-weekly 2026-11-03"]);
  await s.wait(s.now().until(at("2026-11-04T21:00")));
  await s.wait(s.now().until(at("2026-11-07T12:00")));
  expect(fake.asked).toHaveLength(1);
  await s.pass(at("2026-11-09T12:00"));
  expect(fake.asked).toEqual(["signups-weekly 2026-11-03", "signups-weekly 2026-11-09"]);
});

test("the form of a reading opens with today's number filled in and says where it is from", async () => {
  const { s, ana } = await sourced();
  await using _ = s;
  await s.pass(at("2026-11-03T11:00"));
  await ana.command(CHANNEL, "/bet", "reading 1");
  expect(shown(s)).toContain("From signups-weekly, Tue 3 Nov.");
  expect(stateOf(s, "value")).toContain("34.1");
  expect((await ana.submit()).errors).toEqual({});
  const thread = (await s.texts()).join("\n");
  expect(thread).toContain("Activation is at 34.1 % (Tue 3 Nov 2026, before/after)");
  expect(thread).toContain("From signups-weekly");
  expectClean(s);
});

test("a source that isn't asked yet today is asked while the form is open; what is typed stays", async () => {
  const { s, fake, ana } = await sourced();
  await using _ = s;
  const release = fake.hold();
  const opening = ana.command(CHANNEL, "/bet", "reading 1");
  await expect.poll(() => fake.asked).toEqual(["signups-weekly 2026-11-02"]);
  expect(shown(s)).toContain("We are asking signups-weekly for today's number.");
  await ana.fill(ana.view(), { note: "Looked at it on Monday" });
  release();
  await opening;
  expect(shown(s)).toContain("signups-weekly says 34.1 % on Mon 2 Nov.");
  expect(shown(s)).toContain("Left empty, it is 34.1 % on Mon 2 Nov, from signups-weekly.");
  expect(stateOf(s, "note")).toContain("Looked at it on Monday");
  expect((await ana.submit()).errors).toEqual({});
  expect((await s.texts()).join("\n")).toMatch(
    /Activation is at 34\.1 % \(Mon 2 Nov 2026[^]*Looked at it on Monday/u,
  );
  expectClean(s);
});

test("a number that is typed counts, whatever the source says", async () => {
  const { s, ana } = await sourced();
  await using _ = s;
  await ana.command(CHANNEL, "/bet", "reading 1");
  expect((await ana.submit({ value: "36" })).errors).toEqual({});
  const thread = (await s.texts()).join("\n");
  expect(thread).toContain("Activation is at 36 %");
  expect(thread).not.toContain("From signups-weekly");
});

test("a source that gives nothing says why in the form, which then asks for the number", async () => {
  const { s, ana } = await sourced(fakeSources({ "signups-weekly": "no-rows" }));
  await using _ = s;
  await ana.clickButton(await findMessage(s, "Bet #1"), "Take a reading");
  expect(shown(s)).toContain("signups-weekly gives no number today: it has no row for the day.");
  expect((await ana.submit()).errors).toHaveProperty("value");
  expect((await ana.submit({ value: "36" })).errors).toEqual({});
  expectClean(s);
});

test("an experiment's evidence comes with its number, and changes with it", async () => {
  const fake = fakeSources({
    exp: { value: 35, evidence: "ab-test", significant: false, interval: { from: -0.5, to: 3 } },
  });
  const { s, ana } = await sourced(fake, SENTENCE, "exp");
  await using _ = s;
  await s.pass(at("2026-11-03T11:00"));
  fake.set("exp", { value: 35, evidence: "ab-test", significant: true, interval: { from: 0.5, to: 3 } });
  await s.pass(at("2026-11-04T11:00"));
  await ana.command(CHANNEL, "/bet", "reading 1");
  expect(stateOf(s, "evidence")).toContain("ab-test");
  expect(stateOf(s, "significant")).toContain("yes");
  await ana.submit();
  expect((await s.texts()).join("\n")).toContain("From exp: a change of 0.5 to 3 points");
  expectClean(s);
});

test("an experiment that answers while the form is open sets the evidence of what is left empty", async () => {
  const fake = fakeSources({ exp: { value: 41, evidence: "holdout", significant: true } });
  const { s, ana } = await sourced(fake, SENTENCE, "exp");
  await using _ = s;
  await ana.command(CHANNEL, "/bet", "reading 1");
  expect(shown(s)).toContain("Left empty, it is 41 % on Mon 2 Nov (holdout, significant), from exp.");
  await ana.submit();
  expect((await s.texts()).join("\n")).toContain("Activation is at 41 % (Mon 2 Nov 2026, holdout)");
});

test("halfway without a reading, the thread offers the source's number, and one tap takes it once", async () => {
  const { s, ana, ben } = await sourced();
  await using _ = s;
  await s.wait(s.now().until(at("2026-12-08T19:00")));
  await s.pass(at("2026-12-09T11:00"));
  const ask = (await s.texts()).find((text) => text.startsWith("No reading yet."));
  expect(ask).toContain("signups-weekly says 34.1 % on Wed 9 Dec.");
  const message = await findMessage(s, "No reading yet.");
  await ana.clickButton(message, "Use it");
  await ben.clickButton(message, "Use it").catch(() => {});
  const readings = (await s.texts()).filter((text) => text.startsWith("Activation is at"));
  expect(readings).toEqual([
    expect.stringContaining("Activation is at 34.1 % (Wed 9 Dec 2026, before/after), 26 % of the way."),
  ]);
  expect((await s.texts()).join("\n")).toContain("Bet #1 has a reading.");
  expectClean(s);
});

test("what the ask says is replaced in place by the next day's number, and the earlier number is not taken", async () => {
  const { s, fake, ana } = await sourced();
  await using _ = s;
  await s.wait(s.now().until(at("2026-12-08T19:00")));
  await s.pass(at("2026-12-09T11:00"));
  const message = await findMessage(s, "No reading yet.");
  const posted = (await s.texts()).length;
  fake.set("signups-weekly", { value: 35 });
  await ana.command(CHANNEL, "/bet", "reading 1");
  await s.pass(at("2026-12-10T11:00"));
  expect((await s.texts()).join("\n")).toContain("signups-weekly says 35 % on Thu 10 Dec.");
  expect(await s.texts()).toHaveLength(posted);
  await ana.clickButton(message, "Use it");
  expect((await s.texts()).join("\n")).toContain("Activation is at 35 % (Thu 10 Dec 2026");
  expectClean(s);
});

test("on the review day the last number is the proposed final: one tap settles, and a teammate confirms", async () => {
  const { s, ana, ben } = await sourced();
  await using _ = s;
  await s.wait(s.now().until(at("2027-01-14T19:00")));
  await s.pass(at("2027-01-15T11:00"));
  expect((await s.texts()).join("\n")).toContain("signups-weekly says 34.1 % on Fri 15 Jan.");
  const prompt = await findMessage(s, "Bet #1 is up for review.");
  await ana.clickButton(prompt, ACTIONS.useAsFinal);
  const all = (await s.texts()).join("\n");
  expect(all).toContain("Answered: 34.1 %");
  expect(all).toContain("26 % of the way");
  await ben.clickButton(await findMessage(s, "Bet #1 missed"), "Looks right");
  await ben.command(CHANNEL, "/bet", "1");
  expect(s.shownTo("U0BEN").at(-1)).toContain("settled: missed, 26 % of the way");
  expectClean(s);
});

test("the final reading's form has the last number, too, and another can be entered", async () => {
  const { s, fake, ana } = await sourced();
  await using _ = s;
  await s.wait(s.now().until(at("2027-01-13T11:00")));
  fake.set("signups-weekly", "timeout");
  await s.pass(at("2027-01-15T11:00"));
  await ana.clickButton(await findMessage(s, "Bet #1 is up for review."), "Enter the final reading");
  expect(shown(s)).toContain("From signups-weekly, Wed 13 Jan.");
  expect(stateOf(s, "taken_on")).toContain("2027-01-13");
  expect((await ana.submit({ value: "41" })).errors).toEqual({});
  expect((await s.texts()).join("\n")).toContain("Answered: 41 %");
  expectClean(s);
});

test("a settled bet's source is asked no more, and one with a provisional verdict only if it is disputed", async () => {
  const { s, fake, ana, ben } = await sourced();
  await using _ = s;
  await ana.command(CHANNEL, "/bet", "settle 1");
  await ana.submit({ value: "41" });
  await s.pass(at("2026-11-03T09:59"));
  expect(fake.asked).toEqual([]);
  await ben.clickButton(await findMessage(s, "Bet #1 hit"), "Looks right");
  await s.pass(at("2026-11-05T12:00"));
  expect(fake.asked).toEqual([]);
  expect(await s.app.store.sourceUses.due(at("2030-01-01T00:00"), 10)).toEqual([]);
});
