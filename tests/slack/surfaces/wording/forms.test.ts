import { describe, expect, test } from "vitest";
import { BOT } from "#sandbox/sandbox.ts";
import { placeBet, settleBet, setUpTeam, toggleMore } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const ZONE = { timeZone: "Europe/Berlin" };
const PEOPLE = [
  { id: "U0ANA", name: "ana", realName: "Ana Sol", ...ZONE },
  { id: "U0BEN", name: "ben", realName: "Ben Ray", ...ZONE },
  { id: "U0GRA", name: "grace", realName: "Grace Hill", ...ZONE },
  { id: "U0GUS", name: "gus", realName: "Gus Guest", guest: true, ...ZONE },
  { id: "U0ZOE", name: "zoe", realName: "Zoë Elsewhere", ...ZONE },
];
const CHANNELS = [
  { id: "C0GROWTH", name: "growth", members: ["U0ANA", "U0BEN", "U0GRA", "U0GUS", BOT] },
  { id: "C0OTHER", name: "other", members: ["U0ANA", "U0ZOE", BOT] },
];
const wordingStage = () => stage({ people: PEOPLE, channels: CHANNELS });
const ana = (s: Stage) => s.slack.as("U0ANA");
const SENTENCE = "Checklist lifts activation from 32% to 40%";

/** Clicks a button of the newest message that has one with this label or id. */
async function click(s: Stage, words: string): Promise<void> {
  const messages = await s.slack.readChannel("C0GROWTH");
  const message = messages.findLast(({ blocks }) => JSON.stringify(blocks).includes(words));
  await ana(s).clickButton({ channel: "C0GROWTH", ts: message?.ts ?? "" }, words);
}

async function openGoals(s: Stage, words: string): Promise<void> {
  await ana(s).command("C0GROWTH", "/outcomes", "goals");
  if (words === "Add a key result") {
    await ana(s).clickButton(ana(s).view(), "Add an objective");
    await ana(s).submit({ title: "New teams find their way" });
  }
  await ana(s).clickButton(ana(s).view(), words);
}

const BET = { chosen: "we-chose" };
const openBet = (s: Stage) => ana(s).command("C0GROWTH", "/bet", SENTENCE);
async function openWholeBet(s: Stage): Promise<void> {
  await openBet(s);
  await toggleMore(s);
}
const withBet = (open: (s: Stage) => Promise<void>) => async (s: Stage) => {
  await placeBet(s, SENTENCE);
  await open(s);
};
const withRetro = (words: string) =>
  withBet(async (s) => {
    await settleBet(s, 1, "37");
    await click(s, words);
  });

type Case = [
  form: string,
  field: string,
  open: (s: Stage) => Promise<void>,
  entries: Readonly<Record<string, string>>,
];
const FORMS: Case[] = [
  ["a bet", "title", openBet, BET],
  ["a bet", "belief", openWholeBet, BET],
  ["a bet", "metric", openBet, BET],
  ["a bet", "guardrail", openWholeBet, BET],
  ["a reading", "note", withBet((s) => ana(s).command("C0GROWTH", "/bet", "reading 1")), { value: "34" }],
  ["a settling", "note", withBet((s) => ana(s).command("C0GROWTH", "/bet", "settle 1")), { value: "34" }],
  ["a stop", "reason", withBet((s) => ana(s).command("C0GROWTH", "/bet", "stop 1")), {}],
  [
    "a dispute",
    "reason",
    withBet(async (s) => {
      await ana(s).command("C0GROWTH", "/bet", "settle 1");
      await ana(s).submit({ value: "37" });
      await click(s, "Dispute");
    }),
    {},
  ],
  ["a pre-mortem", "text", withBet((s) => click(s, "If this fails, why?")), {}],
  [
    "an amendment",
    "metric",
    withBet((s) => ana(s).command("C0GROWTH", "/bet", "amend 1")),
    { target: "41 %" },
  ],
  [
    "an amendment",
    "reason",
    withBet(async (s) => {
      await click(s, "confidence_10");
      await ana(s).command("C0GROWTH", "/bet", "amend 1");
    }),
    { target: "41 %" },
  ],
  ["a learning", "text", withRetro("Add a learning"), {}],
  ["a next step", "text", withRetro("Add a next step"), {}],
  ["an objective", "title", (s) => openGoals(s, "Add an objective"), {}],
  ["a key result", "metric", (s) => openGoals(s, "Add a key result"), { baseline: "1", target: "2" }],
  ["the settings", "name", (s) => ana(s).command("C0GROWTH", "/outcomes", "settings"), {}],
];

describe.each(FORMS)("%s: %s", (_form, field, open, entries) => {
  test("rejects a name with a suggested wording, and accepts the reworded text", async () => {
    await using s = await wordingStage();
    await setUpTeam(s);
    await open(s);
    const before = await s.texts();
    const opened = ana(s).view();
    const typed = { ...entries, [field]: "Ben shipped without asking support first" };

    const first = await ana(s).submit(typed);
    expect(first.errors).toEqual({});
    expect(first.view?.id).toBe(opened.id);
    const blocks = first.view?.content.blocks ?? [];
    const words = blocks[blocks.findIndex(({ block_id: id }) => id === field) + 1];
    expect(JSON.stringify(words)).toContain(
      "“Ben” reads like a team-mate. Outcomes here belong to the team. Try “We shipped without asking support first”, or tick “not a person” at the end of the form.",
    );
    expect(blocks.at(-1)).toMatchObject({ label: { text: "Not a person" } });
    for (const [id, value] of Object.entries(typed))
      expect(JSON.stringify(first.view?.values[id]?.[id])).toContain(value);
    expect(await s.texts()).toEqual(before);

    const again = await ana(s).submit();
    expect(again.errors).toEqual({ [field]: expect.stringContaining("“Ben” reads like a team-mate.") });

    const taken = await ana(s).submit({ [field]: "We shipped without asking support first" });
    expect(taken.errors).toEqual({});
    expect(JSON.stringify(taken.view?.content ?? {})).not.toContain(`"block_id":"${field}"`);
    expect((await s.texts()).join("\n")).not.toMatch(/\bben\b/iu);
    expect([s.slack.problems, s.logged]).toEqual([[], []]);
  });

  test("accepts a word ticked as not a person, and shows the checkbox only when needed", async () => {
    await using s = await wordingStage();
    await setUpTeam(s);
    await open(s);
    const { id, content } = ana(s).view();
    expect(JSON.stringify(content)).not.toContain("not a person");

    const rejected = await ana(s).submit({ ...entries, [field]: "Customers like longer Grace periods" });
    expect(rejected.view?.id).toBe(id);
    const ticked = await ana(s).submit({ not_a_person: ["“Grace” is not a person"] });
    expect(ticked.errors).toEqual({});
    expect(JSON.stringify(ticked.view?.content ?? {})).not.toContain(`"block_id":"${field}"`);
    expect([s.slack.problems, s.logged]).toEqual([[], []]);
  });
});

test("checks the set-up form too, then opens the form of the bet that was typed", async () => {
  await using s = await wordingStage();
  await ana(s).command("C0GROWTH", "/bet", "Ben's checklist lifts activation from 32% to 40%");
  const rejected = await ana(s).submit({ name: "Ben and friends" });
  expect(JSON.stringify(rejected.view?.content)).toContain("“Ben” reads like a team-mate.");
  const bet = await ana(s).submit({ name: "Growth" });
  expect(bet.view?.values["title"]?.["title"]).toMatchObject({ value: "Ben's checklist" });

  const rejectedBet = await ana(s).submit(BET);
  expect(JSON.stringify(rejectedBet.view?.content)).toContain("Try “Our checklist”");
  expect((await ana(s).submit({ title: "Our checklist" })).view).toBeUndefined();
  expect((await s.texts()).at(-1)).toContain("Our checklist");
  expect(s.slack.problems).toEqual([]);
});

test.each<[typed: string, isRejected: boolean]>([
  ["Gus told us that nobody reads it", true],
  ["@ben has the numbers", true],
  ["Ben Ray has the numbers", true],
  ["ben has the numbers", true],
  ["Hill climbing lifts sign-ups", false],
  ["Zoë sits in another channel", false],
  ["Ourcome asks us once a week", false],
  ["Benefits come first on the page", false],
  ["The grace period is too short", false],
])("is “%s” rejected? %s", async (typed, isRejected) => {
  await using s = await wordingStage();
  await setUpTeam(s);
  await openBet(s);
  const { view } = await ana(s).submit({ ...BET, title: typed });
  expect(view !== undefined).toBe(isRejected);
  expect(s.slack.problems).toEqual([]);
});

test("gives each word its own checkbox and keeps those that are ticked", async () => {
  await using s = await wordingStage();
  await setUpTeam(s);
  await openWholeBet(s);
  const typed = { title: "Longer Grace periods", belief: "We believe Ben found that Gus pays" };
  await ana(s).submit({ ...BET, ...typed });
  const words = JSON.stringify(ana(s).view().content.blocks);
  expect(words).toContain("“Ben” and “Gus” read like team-mates.");
  const half = await ana(s).submit({ not_a_person: ["grace", "gus"] });
  expect(JSON.stringify(half.view?.content.blocks)).toContain("“Ben” reads like a team-mate.");
  expect(half.view?.values["not_a_person"]?.["not_a_person"]).toMatchObject({
    selected_options: [{ value: "grace" }, { value: "gus" }],
  });
  const done = await ana(s).submit({ belief: "We believe talking to Gus pays" });
  expect(done.view).toBeUndefined();
  expect((await s.texts()).at(-1)).toContain("Longer Grace periods");
  expect(s.slack.problems).toEqual([]);
});

test("rejects a mention in a message placed as a bet, without a checkbox", async () => {
  await using s = await wordingStage();
  await setUpTeam(s);
  const message = await ana(s).say("C0GROWTH", "<@U0BEN> wants a banner, sales from 10 to 20");
  await ana(s).shortcut("place_as_bet", message);
  const { view } = await ana(s).submit({ ...BET, title: "<@U0BEN> wants a banner", metric: "sales" });
  expect(JSON.stringify(view?.content)).toContain("Try “We want a banner”, without the mention.");
  expect(JSON.stringify(view?.content)).not.toContain("not_a_person");
  expect((await ana(s).submit()).errors).toHaveProperty("title");
  expect((await ana(s).submit({ title: "We want a banner" })).view).toBeUndefined();
  expect(s.slack.problems).toEqual([]);
});

const TICK = "If it is not a person, type /bet reading 1: the form keeps the word with one tick.";
test.each([
  ["Ben said so", TICK],
  ["@ben said so", TICK],
  ["<@U0BEN> said so", "Type it again without the mention."],
])(
  "rejects a typed reading with the note “%s” in a private reply that says what to do",
  async (note, nextAction) => {
    await using s = await wordingStage();
    await placeBet(s, SENTENCE);
    const before = await s.texts();
    await ana(s).command("C0GROWTH", "/bet", `reading 1 34.5 ${note}`);
    const reply = s.shownTo("U0ANA").at(-1);
    expect(reply).toContain("Outcomes here belong to the team. Try “The team said so”");
    expect(reply).toContain(nextAction);
    expect(reply).toContain("No reading was taken. Here is what was typed: /bet reading 1 34.5");
    expect(await s.texts()).toEqual(before);
    await ana(s).command("C0GROWTH", "/bet", "reading 1 34.5 the dashboard says so");
    expect(s.shownTo("U0ANA").at(-1)).toContain("The reading of bet #1 is in");
    expect(s.slack.problems).toEqual([]);
  },
);

test("tells people who may not act in the channel so, without anybody's name", async () => {
  await using s = await wordingStage();
  await setUpTeam(s);
  const gus = s.slack.as("U0GUS");
  await openBet(s);
  await gus.command("C0GROWTH", "/bet", "Ben shipped it");
  expect(JSON.stringify(gus.view().content)).toContain("Guests cannot");
});

test("accepts the text if Slack doesn't return the names in time", async () => {
  const slow: Record<string, number> = {};
  await using s = await stage({ people: PEOPLE, channels: CHANNELS, slow });
  await ana(s).command("C0GROWTH", "/outcomes");
  slow["users.info"] = 3_000;
  await ana(s).submit();
  await openBet(s);
  expect((await ana(s).submit({ ...BET, title: "Ben shipped it" })).view).toBeUndefined();
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});
