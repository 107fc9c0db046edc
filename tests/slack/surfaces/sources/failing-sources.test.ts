import { expect, test } from "vitest";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { fakeSources } from "#tests/support/fake-sources.ts";
import { placeBet } from "#tests/support/moves.ts";
import { findMessage } from "#tests/support/request-moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";
import { openHome } from "#tests/slack/surfaces/home/open-home.ts";
import { fetchDueSources } from "#usecases/sources/fetch-due-sources.ts";

const CHANNEL = "C0GROWTH";
const SENTENCE = "Checklist lifts activation from 32% to 40% by 15 Jan";
const SOURCE = { source: "signups: signups of the shop" };
const morning = (day: string) => Temporal.ZonedDateTime.from(`${day}T11:00[Europe/Berlin]`).toInstant();
const until = async (s: Stage, day: string) => s.wait(s.now().until(morning(day)));
const said = async (s: Stage) => (await s.texts()).filter((text) => text.includes("signups"));
const metricsOf = async ({ appUrl }: Stage) => (await fetch(new URL("/metrics", appUrl))).text();
const shown = (s: Stage) => JSON.stringify(s.slack.as("U0ANA").view().content).replaceAll("\u00a0", " ");

async function failing(kind: Parameters<ReturnType<typeof fakeSources>["set"]>[1] = "timeout") {
  const fake = fakeSources({ signups: kind, other: { value: 3 } });
  const s = await stage({ sources: fake.sources });
  await placeBet(s, SENTENCE, CHANNEL, SOURCE);
  return { s, fake };
}

test("a source that fails three working days is said once in the thread, and shows on Home until it works", async () => {
  const { s, fake } = await failing();
  await using _ = s;
  // A Tuesday, a Thursday and, past a weekend, a Monday.
  for (const day of ["2026-11-03", "2026-11-05"]) await until(s, day);
  expect(await said(s)).toEqual([]);
  const { text, home } = await openHome(s);
  expect(text()).not.toContain("signups");

  await until(s, "2026-11-09");
  const failure =
    "signups has given no number since Tue 3 Nov. The last time, it does not answer in time. Whoever runs Ourcome can fix it. Until then we enter the number ourselves.";
  expect(await said(s)).toEqual([failure]);
  for (const day of ["2026-11-11", "2026-11-13", "2026-11-16"]) await until(s, day);
  expect(await said(s)).toEqual([failure]);
  await s.slack.as("U0ANA").openHome();
  expect(JSON.stringify(home().content)).toContain(
    "signups (bet #1), since Tue 3 Nov: it does not answer in time.",
  );

  fake.set("signups", { value: 34 });
  await until(s, "2026-11-23");
  expect(await said(s)).toEqual(["signups gives its number again."]);
  await s.slack.as("U0ANA").openHome();
  expect(JSON.stringify(home().content)).not.toContain("signups");

  fake.set("signups", "bad-status");
  for (const day of ["2026-11-24", "2026-11-25"]) await until(s, day);
  expect(await said(s)).toHaveLength(1);
  await until(s, "2026-11-26");
  expect(await said(s)).toEqual([
    "signups gives its number again.",
    expect.stringContaining(
      "signups has given no number since Tue 24 Nov. The last time, it answers with an error.",
    ),
  ]);
  expect(await metricsOf(s)).toContain('ourcome_source_fetches_total{outcome="timeout"}');
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("the longer a source fails, the less often it is asked; whoever takes a reading asks it at once", async () => {
  const { s, fake } = await failing("unreachable");
  await using _ = s;
  for (let day = Temporal.PlainDate.from("2026-11-03"); day.month === 11; day = day.add({ days: 1 }))
    await until(s, day.toString());
  expect(fake.asked.map((asked) => asked.slice(-2))).toEqual([
    "03",
    "04",
    "05",
    "09",
    "11",
    "13",
    "20",
    "27",
  ]);
  fake.set("signups", { value: 34 });
  await s.slack.as("U0ANA").command(CHANNEL, "/bet", "reading 1");
  expect(shown(s)).toContain("signups says 34 % on Mon 30 Nov.");
  expect(await said(s)).toEqual(["signups gives its number again."]);
  await until(s, "2026-12-01");
  expect(fake.asked.at(-1)).toBe("signups 2026-12-01");
});

test.each([
  ["no-rows", "it has no row for the day"],
  ["many-rows", "it has more than one row for the day"],
  ["not-a-number", "its answer is not a number"],
  ["redirected", "it sends us to another address"],
  ["too-large", "its answer is too large"],
  ["misconfigured", "it is not set up correctly"],
] as const)("says in plain words what %s means", async (kind, words) => {
  const { s } = await failing(kind);
  await using _ = s;
  for (const day of ["2026-11-03", "2026-11-04", "2026-11-05"]) await until(s, day);
  expect((await said(s)).join()).toContain(words);
});

test("a number that no form would take is refused", async () => {
  const { s, fake } = await failing();
  await using _ = s;
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1e308]) {
    fake.set("signups", { value });
    await s.slack.as("U0ANA").command(CHANNEL, "/bet", "reading 1");
    expect(shown(s)).toContain("signups gives no number today: its answer is not a number.");
    await s.slack.as("U0ANA").closeView();
  }
  expect(s.logged).toEqual([]);
});

test("a source that was removed stays named, says how to choose another, and is then asked no more", async () => {
  const { s, fake } = await failing();
  await using _ = s;
  const ana = s.slack.as("U0ANA");
  fake.remove("signups");
  await ana.command(CHANNEL, "/bet", "1");
  expect(s.shownTo("U0ANA").at(-1)).toContain(
    "Its number came from signups, which is not defined any more: /bet edit 1 chooses another source",
  );
  for (const day of ["2026-11-03", "2026-11-04", "2026-11-05"]) await until(s, day);
  expect(await said(s)).toEqual([
    "signups has given no number since Tue 3 Nov. The last time, it is not defined any more. /bet edit 1 chooses another one, or none.",
  ]);
  await ana.command(CHANNEL, "/bet", "edit 1");
  expect(shown(s)).toContain("signups (not defined any more)");
  // Whoever only mends a typo keeps it.
  expect((await ana.submit({ title: "A checklist" })).errors).toEqual({});
  expect(await said(s)).toHaveLength(1);

  await ana.command(CHANNEL, "/bet", "edit 1");
  expect((await ana.submit({ source: "other: other of the shop" })).errors).toEqual({});
  expect((await s.texts()).join("\n")).toContain("other gives the number from now on.");
  const before = fake.asked.length;
  await until(s, "2026-11-06");
  expect(fake.asked.slice(before)).toEqual(["other 2026-11-06"]);

  await ana.command(CHANNEL, "/bet", "edit 1");
  expect((await ana.submit({ source: "We enter it ourselves" })).errors).toEqual({});
  await until(s, "2026-11-09");
  expect(fake.asked.slice(before)).toHaveLength(1);
  await ana.command(CHANNEL, "/bet", "reading 1");
  expect(shown(s)).not.toContain("other");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a source removed while the form of a bet is open is refused beside its field", async () => {
  const fake = fakeSources({ signups: { value: 1 }, other: { value: 3 } });
  await using s = await stage({ sources: fake.sources });
  await placeBet(s, SENTENCE, CHANNEL, SOURCE);
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", "edit 1");
  await ana.fill(ana.view(), { source: "other: other of the shop" });
  fake.remove("other");
  expect((await ana.submit()).errors).toEqual({
    source: "This source is not defined any more. Please choose another one.",
  });
});

test("a fault in one source doesn't keep the others from being fetched", async () => {
  const fake = fakeSources({ signups: { value: 34 }, other: { value: 3 } });
  const sources = {
    ...fake.sources,
    fetch: (name: string, day: Temporal.PlainDate) =>
      name === "other" ? Promise.reject(new Error("boom")) : fake.sources.fetch(name, day),
  };
  await using s = await stage({ sources });
  await placeBet(s, "Tour lifts sales from 2 to 4 by 15 Jan", CHANNEL, {
    source: "other: other of the shop",
  });
  await placeBet(s, SENTENCE, CHANNEL, SOURCE);
  await until(s, "2026-11-03");
  await s.slack.as("U0ANA").command(CHANNEL, "/bet", "reading 2");
  expect(shown(s)).toContain("From signups, Tue 3 Nov.");
  expect(s.logged.join()).toContain("a job failed");
});

test("of two replicas that are due at once, one fetches", async () => {
  const fake = fakeSources({ signups: { value: 34 } });
  await using s = await stage({ sources: fake.sources });
  await placeBet(s, SENTENCE, CHANNEL, SOURCE);
  const now = () => morning("2026-11-03");
  const deps = { store: s.app.store, sources: fake.sources, now, newId: () => "another" };
  await Promise.all([fetchDueSources(deps), fetchDueSources(deps)]);
  expect(fake.asked).toEqual(["signups 2026-11-03"]);
});

test("a click on a number that was replaced since takes nothing", async () => {
  const fake = fakeSources({ signups: { value: 34 } });
  await using s = await stage({ sources: fake.sources });
  await placeBet(s, SENTENCE, CHANNEL, SOURCE);
  await s.wait(s.now().until(morning("2026-12-08")));
  await s.pass(morning("2026-12-09"));
  const ana = s.slack.as("U0ANA");
  const message = await findMessage(s, "No reading yet.");
  const { sourceUses } = s.app.store;
  const [use] = await sourceUses.due(morning("2030-01-01"), 1);
  if (!use?.proposal) throw new Error("Nothing is proposed.");
  await sourceUses.save({ ...use, proposal: { ...use.proposal, id: "newer", value: 35 } });
  await ana.clickButton(message, "Use it");
  expect(s.shownTo("U0ANA").at(-1)).toContain("The number has changed meanwhile, so nothing was saved.");
  const thread = (await s.texts()).join("\n");
  expect(thread).not.toContain("Activation is at");
  expect(thread).toContain("signups says 35 % on Wed 9 Dec.");
});

test("a bet that is deleted, and a team that is erased, take their sources along", async () => {
  const { s, fake } = await failing();
  await using _ = s;
  const ana = s.slack.as("U0ANA");
  await placeBet(s, SENTENCE, CHANNEL, SOURCE);
  await ana.command(CHANNEL, "/bet", "delete 2");
  await ana.submit();
  await until(s, "2026-11-03");
  expect(fake.asked).toHaveLength(1);
  await ana.command(CHANNEL, "/outcomes", "settings");
  await ana.clickButton(ana.view(), ACTIONS.eraseTeam);
  expect((await ana.submit({ team_name: "growth" })).errors).toEqual({});
  await until(s, "2026-11-04");
  expect(fake.asked).toHaveLength(1);
  expect(s.logged).toEqual([]);
});
