import { describe, expect, test } from "vitest";
import { placeBet, setUpTeam, toggleMore } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const SENTENCE = "Checklist lifts activation from 32% to 40%";
const ana = (s: Stage) => s.slack.as("U0ANA");
const blocks = (s: Stage) => ana(s).view().content.blocks;
const fields = (s: Stage) => blocks(s).flatMap(({ type, label }) => (type === "input" ? [label?.text] : []));
const value = (s: Stage, field: string) => {
  const state = ana(s).view().values[field]?.[field];
  const option = state?.["selected_option"] as { value?: string } | undefined;
  return state?.["value"] ?? state?.["selected_date"] ?? option?.value;
};
const button = (s: Stage) => JSON.stringify(blocks(s).find(({ block_id: id }) => id === "more"));
/** The remark under a field. */
const under = (s: Stage, field: string) =>
  JSON.stringify(blocks(s)[blocks(s).findIndex(({ block_id: id }) => id === field) + 1]);
const open = async (s: Stage, sentence = SENTENCE) => {
  await setUpTeam(s);
  await ana(s).command("C0GROWTH", "/bet", sentence);
};
/** All about a bet, as `/bet 1` shows it. */
const details = async (s: Stage, number = 1) => {
  await ana(s).command("C0GROWTH", "/bet", String(number));
  return s.shownTo("U0ANA").at(-1) ?? "";
};

test("asks for what we change, a metric with from and to, a review date and who chose it", async () => {
  await using s = await stage();
  await open(s, "");
  expect(fields(s)).toEqual([
    "What do we change?",
    "Which metric do we expect to move?",
    "From",
    "To",
    "When do we look at it?",
    "Who chose it?",
  ]);
  await toggleMore(s);
  expect(fields(s).slice(6)).toEqual([
    "Does the review count from shipping?",
    "What do we believe?",
    "Unit",
    "What must not get worse?",
    "Can we release it alone?",
  ]);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a sentence is placed with one more tap, and a bet without a belief leaves its line out", async () => {
  await using s = await stage();
  await open(s);
  expect(await ana(s).submit()).toMatchObject({ errors: {}, view: undefined });
  expect(await details(s)).toMatch(
    /^Bet #1 · Checklist · open, review on Mon 14 Dec\nActivation from 32 % to 40 %\nWe chose it\nWhen/,
  );
  expect(s.slack.problems).toEqual([]);
});

test.each([
  ["2026-11-02T09:00:00Z", "2026-12-14"],
  ["2026-11-07T09:00:00Z", "2026-12-21"], // Six weeks from a Saturday are a Saturday: the Monday after.
  ["2026-11-08T09:00:00Z", "2026-12-21"],
  ["2026-11-06T23:30:00Z", "2026-12-21"], // A Saturday in Berlin.
])("at %s, a bet is reviewed on %s, a working day", async (start, day) => {
  await using s = await stage({ start: Temporal.Instant.from(start) });
  await open(s);
  expect(value(s, "review_on")).toBe(day);
});

test.each([
  ["1,200 €", "1,500 €", "from €1,200 to €1,500"],
  ["1,200 €", "1,500", "from €1,200 to €1,500"],
  ["32", "40%", "from 32 % to 40 %"],
  ["$1,200", "$1,500", "from $1,200 to $1,500"],
  ["3 seconds", "2", "from 3 seconds to 2 seconds"],
  ["12", "15", "from 12 to 15"],
])("from %j to %j, the bet goes %s", async (baseline, target, words) => {
  await using s = await stage();
  await open(s, "Banner");
  await ana(s).submit({ metric: "sales", baseline, target });
  expect(await details(s)).toContain(words);
});

test("names the metrics of the team's last bets, each once", async () => {
  await using s = await stage();
  await open(s, "");
  expect(JSON.stringify(blocks(s))).not.toContain("Lately");
  await ana(s).closeView();
  for (const metric of ["churn", "activation", "upgrades", "sign-ups", "activation"])
    await placeBet(s, `Checklist lifts ${metric} from 32% to 40%`);
  await ana(s).command("C0GROWTH", "/bet");
  expect(JSON.stringify(blocks(s))).toContain(
    "Lately: activation, sign-ups, upgrades. Enter shows earlier bets that resemble this one.",
  );
  expect(s.slack.problems).toEqual([]);
});

describe("More", () => {
  const TYPED = { belief: "We believe they see what is left", guardrail: "Support tickets", unit: "%" };

  test("keeps what was typed, in both directions, and says how much it hides", async () => {
    await using s = await stage();
    await open(s);
    await ana(s).fill(ana(s).view(), { title: "A checklist", chosen: "decided-for-us" });
    await toggleMore(s);
    expect(value(s, "title")).toBe("A checklist");
    await ana(s).fill(ana(s).view(), { ...TYPED, alone: "no" });
    await ana(s).fill(ana(s).view(), { dependency: "technical", target: "41%" });
    expect(button(s)).toContain('"Less"');
    await toggleMore(s);
    expect(fields(s)).toHaveLength(6);
    expect(button(s)).toContain('"More (5 filled in)"');
    await ana(s).fill(ana(s).view(), { metric: "activated teams" });
    await toggleMore(s);
    const kept = { ...TYPED, alone: "no", dependency: "technical", title: "A checklist", target: "41%" };
    for (const [field, typed] of Object.entries({ ...kept, metric: "activated teams" }))
      expect([field, value(s, field)]).toEqual([field, typed]);
    expect(value(s, "chosen")).toBe("decided-for-us");

    await toggleMore(s);
    expect((await ana(s).submit()).errors).toEqual({});
    const placed = await details(s);
    for (const words of [
      "We believe they see",
      "Guardrail: Support tickets",
      "systems are released together",
    ])
      expect(placed).toContain(words);
    expect([s.slack.problems, s.logged]).toEqual([[], []]);
  });

  test("opens when a field that it hides is wrong, with the error there and all that was typed", async () => {
    await using s = await stage();
    await open(s);
    await toggleMore(s);
    await ana(s).fill(ana(s).view(), { ...TYPED, unit: "points", guardrail: "What @ben counts" });
    await toggleMore(s);
    const rejected = await ana(s).submit({ review_on: "2026-11-01" });
    expect(rejected.errors).toEqual({});
    expect(under(s, "unit")).toContain("The numbers have another unit than this.");
    expect(under(s, "guardrail")).toContain("“@ben” reads like a team-mate.");
    expect(under(s, "review_on")).toContain("Choose tomorrow or later.");
    expect(value(s, "belief")).toBe(TYPED.belief);
    expect(button(s)).toContain('"Less"');

    await ana(s).submit({ unit: "%", guardrail: "Tickets", review_on: "2026-12-01" });
    expect(await details(s)).toContain("Guardrail: Tickets");
    expect([s.slack.problems, s.logged]).toEqual([[], []]);
  });

  test("keeps the remarks and the ticks of an answer", async () => {
    await using s = await stage();
    await open(s, "Ben's checklist lifts activation from 32% to 40%");
    await ana(s).submit();
    await ana(s).fill(ana(s).view(), { not_a_person: ["“Ben” is not a person"] });
    await toggleMore(s);
    expect(under(s, "title")).toContain("“Ben” reads like a team-mate.");
    await toggleMore(s);
    expect(await ana(s).submit()).toMatchObject({ errors: {}, view: undefined });
    expect(await details(s)).toContain("Ben's checklist");
    expect(s.slack.problems).toEqual([]);
  });

  test("hides nothing that a form cannot carry along", async () => {
    await using s = await stage();
    await open(s);
    await toggleMore(s);
    const belief = '\\"'.repeat(500);
    const guardrail = '"'.repeat(150);
    await ana(s).fill(ana(s).view(), { belief, guardrail });
    await toggleMore(s);
    expect(button(s)).toContain('"More (2 filled in)"');
    await toggleMore(s);
    await ana(s).fill(ana(s).view(), { belief: "\u0001".repeat(1_000) });
    await toggleMore(s);
    expect(value(s, "belief")).toHaveLength(1_000);
    expect(fields(s).length).toBeGreaterThan(6);
    expect(s.slack.problems).toEqual([]);
  });

  test("a key result that is gone while it is hidden is said, and the bet can be placed without", async () => {
    await using s = await stage();
    await setUpTeam(s);
    await ana(s).command("C0GROWTH", "/outcomes", "goals");
    await ana(s).clickButton(ana(s).view(), "Add an objective");
    await ana(s).submit({ title: "Grow" });
    await ana(s).clickButton(ana(s).view(), "Add a key result");
    await ana(s).submit({ metric: "Teams", baseline: "1", target: "2" });
    await ana(s).closeView();
    await ana(s).command("C0GROWTH", "/bet", SENTENCE);
    await toggleMore(s);
    await ana(s).fill(ana(s).view(), { key_result: "Grow · Teams" });
    await toggleMore(s);
    const ben = s.slack.as("U0BEN");
    await ben.command("C0GROWTH", "/outcomes", "goals");
    await ben.clickButton(ben.view(), "Close");
    await ana(s).submit();
    expect(JSON.stringify(blocks(s))).toContain("This key result is no longer among the team's goals.");
    expect(await ana(s).submit()).toMatchObject({ errors: {}, view: undefined });
    expect(await details(s)).not.toContain("Serves");
    expect(s.slack.problems).toEqual([]);
  });
});

describe("who chose it", () => {
  test("starts as the team's settings say", async () => {
    await using s = await stage();
    await open(s);
    expect(value(s, "chosen")).toBe("we-chose");
    await ana(s).closeView();
    await ana(s).command("C0GROWTH", "/outcomes", "settings");
    expect((await ana(s).submit({ default_chosen: "It was decided for us" })).errors).toEqual({});
    await ana(s).command("C0GROWTH", "/outcomes", "settings");
    expect(value(s, "default_chosen")).toBe("decided-for-us");
    await ana(s).closeView();
    await ana(s).command("C0GROWTH", "/bet", SENTENCE);
    await ana(s).submit();
    expect(await details(s)).toContain("It was decided for us");
    await ana(s).command("C0GROWTH", "/bet", SENTENCE);
    await ana(s).submit({ chosen: "We were asked and agreed" });
    expect(await details(s, 2)).toContain("We were asked and agreed");
    expect([s.slack.problems, s.logged]).toEqual([[], []]);
  });
});

describe("a date that only the team knows", () => {
  test("is asked for beside its field, which stays empty until it is chosen", async () => {
    await using s = await stage();
    await open(s, `${SENTENCE} by next sprint`);
    const asked = () => JSON.stringify(blocks(s).find(({ block_id: id }) => id === "review_on"));
    expect(asked()).toContain("When does the next sprint end?");
    expect(value(s, "review_on")).toBeUndefined();
    expect(value(s, "title")).toBe("Checklist");
    expect((await ana(s).submit()).errors).toHaveProperty("review_on");
    await toggleMore(s);
    expect(asked()).toContain("When does the next sprint end?");
    await ana(s).submit({ review_on: "2026-11-20" });
    expect(await details(s)).toContain("review on Fri 20 Nov");
    expect(s.slack.problems).toEqual([]);
  });

  test("a quarter is its last working day", async () => {
    await using s = await stage();
    await open(s, `${SENTENCE} in Q1`);
    expect(value(s, "review_on")).toBe("2027-03-31");
  });
});

describe("says all that is wrong at once", () => {
  const WRONG = { title: "Ben's checklist", baseline: "lots", target: "1.200", review_on: "2026-11-01" };

  test("a name, two numbers and a date, each under its field; what is mended is gone", async () => {
    await using s = await stage();
    await open(s);
    const first = await ana(s).submit(WRONG);
    expect(first.errors).toEqual({});
    expect(under(s, "title")).toContain("Try “Our checklist”");
    expect(under(s, "baseline")).toContain("“lots” is not a number we can read.");
    expect(under(s, "target")).toContain("can be read in more than one way");
    expect(under(s, "review_on")).toContain("Choose tomorrow or later.");
    expect(value(s, "baseline")).toBe("lots");

    expect(Object.keys((await ana(s).submit()).errors).toSorted()).toEqual(Object.keys(WRONG).toSorted());

    await ana(s).submit({ title: "Our checklist", baseline: "40", target: "40" });
    expect(under(s, "title")).not.toContain("reads like");
    expect(under(s, "baseline")).not.toContain("not a number");
    expect(under(s, "target")).toContain("The target is the same as the baseline");
    expect(under(s, "review_on")).toContain("Choose tomorrow or later.");

    await ana(s).submit({ target: "50", review_on: "2026-12-01" });
    expect(await details(s)).toContain("Our checklist");
    expect([s.slack.problems, s.logged]).toEqual([[], []]);
  });

  test("without a name, as errors of the fields", async () => {
    await using s = await stage();
    await open(s);
    const { errors } = await ana(s).submit({ ...WRONG, title: "Checklist", target: "40 %" });
    expect(errors).toEqual({
      baseline: expect.stringContaining("not a number"),
      review_on: expect.stringContaining("Choose tomorrow or later"),
    });
    const both = await ana(s).submit({ baseline: "40 points" });
    expect(both.errors).toEqual({
      target: expect.stringContaining("do not agree on a unit"),
      review_on: expect.stringContaining("Choose tomorrow or later"),
    });
  });

  test.each([
    ["reading 1", { value: "lots", taken_on: "2026-11-03", note: "Ben counted" }],
    ["settle 1", { value: "12 €", taken_on: "2026-11-03", note: "Ben counted" }],
    ["amend 1", { metric: "what Ben counts", baseline: "lots", review_on: "2026-11-01" }],
  ])("in the form of /bet %s", async (typed, wrong) => {
    await using s = await stage();
    await placeBet(s, SENTENCE);
    await ana(s).command("C0GROWTH", "/bet", typed);
    expect((await ana(s).submit(wrong)).errors).toEqual({});
    for (const field of Object.keys(wrong)) expect(under(s, field)).toContain("rich_text");
    expect(Object.keys((await ana(s).submit()).errors).toSorted()).toEqual(Object.keys(wrong).toSorted());
    expect([s.slack.problems, s.logged]).toEqual([[], []]);
  });

  test("in the forms of goals", async () => {
    await using s = await stage();
    await setUpTeam(s);
    await ana(s).command("C0GROWTH", "/outcomes", "goals");
    await ana(s).clickButton(ana(s).view(), "Add an objective");
    await ana(s).submit({ title: "Ben's growth", from: "2026-12-31", until: "2026-12-01" });
    expect(under(s, "until")).toContain("The period ends before it begins");
    await ana(s).submit({ title: "Grow", until: "2027-01-31" });
    await ana(s).clickButton(ana(s).view(), "Add a key result");
    await ana(s).submit({ metric: "Ben's teams", baseline: "5 €", target: "5 %", current: "lots" });
    for (const field of ["metric", "target", "current"]) expect(under(s, field)).toContain("rich_text");
    expect(s.slack.problems).toEqual([]);
  });
});
