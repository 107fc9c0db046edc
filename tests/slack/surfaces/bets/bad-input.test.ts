import { expect, test } from "vitest";
import { placeBet, setUpTeam, toggleMore } from "#tests/support/moves.ts";
import { stage } from "#tests/support/stage.ts";

const ANSWERED = { chosen: "asked-and-agreed" };

test.each([
  ["a target equal to the baseline", { target: "32%" }, "target", "The target is the same as the baseline"],
  ["a review date in the past", { review_on: "2026-11-01" }, "review_on", "Choose tomorrow or later"],
  ["a review date today", { review_on: "2026-11-02" }, "review_on", "Choose tomorrow or later"],
  ["text that is not a number", { baseline: "lots" }, "baseline", "“lots” is not a number we can read"],
  ["an ambiguous number", { target: "1.200" }, "target", "can be read in more than one way"],
  ["conflicting units", { target: "40 points" }, "target", "do not agree on a unit"],
  ["only spaces", { title: "   " }, "title", "Please fill this in."],
])(
  "placing a bet with %s shows an error at the field and keeps the form",
  async (_what, entry, field, words) => {
    await using s = await stage();
    await setUpTeam(s);
    const ana = s.slack.as("U0ANA");
    await ana.command("C0GROWTH", "/bet", "Checklist lifts activation from 32% to 40%");
    const refused = await ana.submit({ ...ANSWERED, ...entry });
    expect(refused.errors).toEqual({ [field]: expect.stringContaining(words) });
    expect(JSON.stringify(refused.view?.values["chosen"])).toContain("asked-and-agreed");
    expect(await s.texts()).toHaveLength(1);
  },
);

test.each([
  ["/bet", "999", "There is no bet #999 in this channel."],
  ["/bet", "reading 999 5", "There is no bet #999 in this channel."],
  ["/bet", "reading", "We did not understand “reading”. Nothing was changed."],
  ["/bet", "reading twelve 5", "We did not understand “reading twelve 5”."],
  ["/bet", "settle", "We did not understand “settle”."],
  ["/bet", "stop 1 now", "We did not understand “stop 1 now”."],
  ["/bet", "reading 1 lots", "“lots” is not a number we can read."],
  ["/bet", "reading 1 3.125", "Write 3.1250 or 3125."],
  ["/bet", "reading 1 5€", "This bet is measured in %, not in €."],
  ["/outcomes", "dance", "We did not understand “dance”."],
])("%s %s tells the sender what to do", async (command, text, words) => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await s.slack.as("U0ANA").command("C0GROWTH", command, text);
  expect(s.shownTo("U0ANA").at(-1)).toContain(words);
  expect(await s.texts()).toHaveLength(2);
  expect(s.slack.problems).toEqual([]);
});

test("a form that is sent twice places one bet", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "Checklist lifts activation from 32% to 40%");
  await ana.fill(ana.view(), ANSWERED);
  await Promise.all([ana.submit(), ana.submit()]);
  expect((await s.texts()).filter((text) => text.startsWith("Bet #"))).toHaveLength(1);
  expect(s.slack.problems).toEqual([]);
});

test.each([
  ["reading 1 lots from the till & <more>", "“lots” is not a number we can read."],
  ["reading 1 5€ from the till & <more>", "This bet is measured in %, not in €."],
  ["reading 999 5 from the till & <more>", "There is no bet #999 in this channel."],
  [`reading 1 5 ${"n".repeat(301)} from the till & <more>`, "characters long, and 300 fit."],
])("/bet %s gives back what was typed", async (text, words) => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await s.slack.as("U0ANA").command("C0GROWTH", "/bet", text);
  const answer = s.shownTo("U0ANA").at(-1);
  expect(answer).toContain(words);
  expect(answer).toContain("No reading was taken. Here is what was typed: /bet reading");
  expect(answer).toContain("from the till &amp; &lt;more&gt;");
  expect(s.slack.problems).toEqual([]);
});

test("a unit after the value is not part of the note", async () => {
  await using s = await stage();
  await placeBet(s, "Banner lifts sales from 10 points to 20 points");
  await s.slack.as("U0ANA").command("C0GROWTH", "/bet", "reading 1 12 points from the till");
  expect((await s.texts()).at(-1)).toBe(
    "Sales is at 12 points (Mon 2 Nov 2026, before/after), 20 % of the way.\nfrom the till",
  );
});

test("/bet reading 1 without a value opens a form", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "reading 1");
  expect(await ana.submit({ value: "35", taken_on: "2026-11-03" })).toMatchObject({
    errors: { taken_on: expect.stringContaining("still to come") },
  });
  await ana.submit({ taken_on: "2026-11-01" });
  expect((await s.texts())[1]).toContain("now 35 % (Sun 1 Nov, before/after)");
});

test("a bet of another channel is not found by its number", async () => {
  await using s = await stage();
  await placeBet(s, "Secret lifts activation from 32% to 40%", "C0SECRET");
  await setUpTeam(s, "C0OTHER");
  const dev = s.slack.as("U0DEV");
  await dev.command("C0OTHER", "/bet", "1");
  expect(s.shownTo("U0DEV").at(-1)).toContain("There is no bet #1 in this channel.");
});

test("refuses a 4,000-character sentence, and puts all of a long title into the belief", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "long ".repeat(800));
  expect(s.shownTo("U0ANA").at(-1)).toContain("a bet holds 1000 at most. Nothing was placed.");

  const title = "A title that goes on and on ".repeat(10).trim();
  await ana.command("C0GROWTH", "/bet", title);
  const { values } = ana.view();
  expect(values["belief"]?.["belief"]).toMatchObject({ value: title });
  expect(values["title"]?.["title"]).toMatchObject({ value: expect.stringMatching(/^A title .*…$/) });
  expect(s.slack.problems).toEqual([]);
});

const TRAPS = "<!channel> <!subteam^S0GROWTH> @here #growth & <https://evil.example|click> *bold* 🎉 שלום";

test("shows pings, links and markup as typed, in every field", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "");
  const filled = {
    title: TRAPS,
    belief: TRAPS,
    metric: TRAPS.slice(0, 80),
    guardrail: TRAPS,
    unit: "<!here>",
  };
  await toggleMore(s);
  await ana.submit({ ...ANSWERED, ...filled, baseline: "1", target: "2" });
  await ana.command("C0GROWTH", "/bet", `reading 1 2 ${TRAPS}`);
  await ana.command("C0GROWTH", "/bet", "stop 1");
  await ana.submit({ reason: TRAPS });
  const messages = await s.slack.readChannel("C0GROWTH");
  for (const message of messages.flatMap((root) => [root, ...root.replies]).slice(1)) {
    expect(message.text).not.toMatch(/<[!@#h]/);
    expect(JSON.stringify(message.blocks)).not.toContain("mrkdwn");
  }
  const [, card] = messages;
  expect(JSON.stringify(card?.blocks)).toContain(JSON.stringify(TRAPS).slice(1, -1));
  expect(card?.text).toContain("&lt;!channel&gt; &lt;!subteam^S0GROWTH&gt;");
  expect(s.slack.problems).toEqual([]);
});

test("a form whose bet was settled meanwhile says so and keeps what was typed", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const [ana, ben] = [s.slack.as("U0ANA"), s.slack.as("U0BEN")];
  await ana.command("C0GROWTH", "/bet", "settle 1");
  await ben.command("C0GROWTH", "/bet", "settle 1");
  expect((await ben.submit({ value: "37" })).errors).toEqual({});
  const late = await ana.submit({ value: "38" });
  expect(late.errors).toEqual({ value: "Bet #1 was settled already. Nothing was changed." });
  expect(late.view?.values["value"]?.["value"]).toMatchObject({ value: "38" });
});

test("two people settling at the same moment give one verdict", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const people = [s.slack.as("U0ANA"), s.slack.as("U0BEN")];
  for (const person of people) await person.command("C0GROWTH", "/bet", "settle 1");
  const answers = await Promise.all(
    people.map((person, index) => person.submit({ value: String(36 + index) })),
  );
  expect(answers.filter(({ errors }) => "value" in errors)).toHaveLength(1);
  expect((await s.texts()).filter((text) => text.startsWith("Bet #1 came in part-way."))).toHaveLength(1);
});

test.each([
  ["a channel that Ourcome is not in", "U0ANA", "C0NOBOT", "/invite @Ourcome"],
  ["an archived channel", "U0ANA", "C0GONE", "This channel is archived"],
  ["a channel shared outside", "U0ANA", "C0SHARED", "shared with another organisation"],
  ["a guest", "U0GUS", "C0GROWTH", "Guests cannot"],
])("refuses set-up in or by %s, with the reason", async (_what, user, channel, words) => {
  await using s = await stage();
  const person = s.slack.as(user);
  await person.command(channel, "/bet", "");
  expect(JSON.stringify(person.view().content)).toContain(words);
  expect(await s.texts()).toEqual([]);
});

test("refuses a guest's form and a guest's command", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const gus = s.slack.as("U0GUS");
  await gus.command("C0GROWTH", "/bet", "Guests lift nothing");
  expect(JSON.stringify(gus.view().content)).toContain("Guests cannot");
  await gus.command("C0GROWTH", "/bet", "reading 1 35");
  expect(s.shownTo("U0GUS").at(-1)).toContain("Guests cannot");
});
