import { expect, test } from "vitest";
import { placeBet, settleBet } from "#tests/support/moves.ts";
import { retroOf, wholeRetro } from "#tests/support/retros.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

/** Settles a bet and returns its retro. */
async function openRetro(s: Stage) {
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await settleBet(s, 1, "33");
  return retroOf(s);
}

const problems = (s: Stage) => [s.slack.problems, s.logged];

const plain = (text: string): string => text.replaceAll("\u00a0", " ");

const PEOPLE = /\b(ana|ben|cat|gus|sol|ray|lin)\b|U0[A-Z]{3}/i;

test("says in the channel how many have taken part, each person once, and never who", async () => {
  await using s = await stage();
  const { retro, decision } = await openRetro(s);
  const [ana, ben] = [s.slack.as("U0ANA"), s.slack.as("U0BEN")];
  const count = async () => /thread\.(.*)$/m.exec((await retroOf(s)).retro.text)?.[1];
  expect(await count()).toBe("");
  await ana.clickButton(decision, "Yes, again");
  expect(await count()).toBe(" 1 of us has answered or added something.");
  await ana.clickButton(decision, "No, not again");
  await ana.clickButton(retro, "Add a learning");
  await ana.submit({ text: "Ask support first" });
  expect(await count()).toBe(" 1 of us has answered or added something.");
  await ben.clickButton(retro, "Add a next step");
  await ben.submit({ text: "Ask five of them" });
  expect(await count()).toBe(" 2 of us have answered or added something.");
  await ben.clickButton(retro, "Close the retro");
  expect(await count()).toBeUndefined();
  expect((await s.texts()).join("\n")).not.toMatch(PEOPLE);
  expect(problems(s)).toEqual([[], []]);
});

test("shows the two best learnings in the channel, and opens the rest", async () => {
  await using s = await stage();
  const { retro } = await openRetro(s);
  const ana = s.slack.as("U0ANA");
  for (const text of ["First", "Second", "Third"]) {
    await ana.clickButton(retro, "Add a learning");
    await ana.submit({ text });
  }
  await ana.react((await retroOf(s)).reply("We learned: Third"), "bulb");
  await ana.clickButton(retro, "Close the retro");
  expect((await retroOf(s)).retro.text).toMatch(/What we learned\n• Third \(1 vote\)\n• First$/);
  expect(await wholeRetro(s, 1, "U0CAT")).toContain("• Second");
  await s.slack.as("U0GUS").clickButton((await retroOf(s)).retro, "See the whole retro");
  expect(JSON.stringify(s.slack.as("U0GUS").view().content)).toContain("Guests cannot");
});

test("a retro that nobody joined ends with one line in the thread, which asks once whether to try again", async () => {
  await using s = await stage();
  await openRetro(s);
  await s.wait({ hours: 48 });
  const { retro, card, closing, inChannel } = await retroOf(s);
  expect(inChannel.map(({ ts }) => ts)).toEqual([card.ts, retro.ts]);
  expect(plain(retro.text)).toMatch(/\(before\/after\)\.$/);
  expect(JSON.stringify(retro.blocks)).not.toContain("button");
  expect(closing()?.text).toBe("The retro is closed; nobody joined it. Is it worth another day?");
  const said = (await s.texts()).join("\n");
  expect(said).not.toMatch(/No theme|No answers|No learning|No next step/);

  await s.slack.as("U0CAT").clickButton(closing()!, "Reopen for a day");
  const again = await retroOf(s);
  expect(again.closing()?.text).toBe(
    "The retro is open for another day. It closes Thu 5 Nov 2026, 10:00 (Europe/Berlin).",
  );
  expect(again.retro.text).toContain("The retro is open until Thu 5 Nov 2026, 10:00");
  await s.wait({ hours: 24 });
  const end = await retroOf(s);
  expect(end.closing()?.text).toBe("The retro is closed. Nobody joined it.");
  expect(end.inChannel).toHaveLength(2);
  expect(problems(s)).toEqual([[], []]);
});

test("a retro that nobody answered asks its question again when it is reopened", async () => {
  await using s = await stage();
  const { decision } = await openRetro(s);
  await s.wait({ hours: 48 });
  await s.slack.as("U0ANA").clickButton((await retroOf(s)).closing()!, "Reopen for a day");
  for (const user of ["U0ANA", "U0BEN", "U0CAT"]) await s.slack.as(user).clickButton(decision, "Yes, again");
  await s.wait({ hours: 24 });
  const { closing, retro } = await retroOf(s);
  expect(closing()?.text).toBe("The retro is closed.");
  expect(retro.text).not.toContain("What we learned");
  expect(await wholeRetro(s)).toContain("Strong agreement: yes, again.");
  expect(problems(s)).toEqual([[], []]);
});
