import { expect, test } from "vitest";
import { placeBet } from "#tests/support/moves.ts";
import { stage } from "#tests/support/stage.ts";

const WORDS = [
  "What Ourcome knows",
  "whoever runs the server could work out whose answer it is",
  "A backup that was made meanwhile keeps what was open then.",
  "/outcomes settings has a button that erases the team's record;",
];

test.each([
  ["U0ANA", "C0GROWTH"],
  ["U0GUS", "C0GROWTH"],
  ["U0ANA", "C0NOBOT"],
])("/outcomes privacy tells %s in %s what Ourcome knows, with or without a team", async (user, channel) => {
  await using s = await stage();
  await s.slack.as(user).command(channel, "/outcomes", "privacy");
  for (const words of WORDS) expect(s.shownTo(user).at(-1)).toContain(words);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test.each(["U0ANA", "U0DEV", "U0GUS"])("Home tells %s the same", async (user) => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const person = s.slack.as(user);
  await person.openHome();
  const home = person.home();
  if (!home) throw new Error("There is no Home.");
  const item = "What Ourcome knows";
  await (user === "U0ANA" ? person.choose(home, "home_more", item) : person.clickButton(home, item));
  for (const words of WORDS) expect(JSON.stringify(person.view().content)).toContain(words);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("both help messages name /outcomes privacy, which takes no further words", async () => {
  await using s = await stage();
  const ana = s.slack.as("U0ANA");
  for (const command of ["/bet", "/outcomes"]) {
    await ana.command("C0GROWTH", command, "help");
    expect(s.shownTo("U0ANA").at(-1)).toContain("/outcomes privacy says what is kept, and for how long.");
  }
  await ana.command("C0GROWTH", "/outcomes", "privacy please");
  expect(s.shownTo("U0ANA").at(-1)).toContain("We did not understand “privacy please”.");
});
