import { expect, test } from "vitest";
import { manifestScopes } from "#sandbox/manifest-scopes.ts";
import { databaseFile } from "#tests/support/ledger.ts";
import { placeBet } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const form = (s: Stage, user: string) => JSON.stringify(s.slack.as(user).view().content);

test("lets people in at once after they have invited Ourcome as told", async () => {
  await using s = await stage();
  const ana = s.slack.as("U0ANA");
  await ana.command("C0NOBOT", "/bet");
  expect(form(s, "U0ANA")).toContain("Type /invite @Ourcome here, then try again.");
  ana.inviteApp("C0NOBOT");
  await ana.command("C0NOBOT", "/bet");
  expect(form(s, "U0ANA")).toContain("This channel becomes a team");
});

test("still answers what needs no admission when Slack does not say who somebody is", async () => {
  using file = databaseFile();
  {
    await using s = await stage({ database: file.path });
    await placeBet(s, "Checklist lifts activation from 32% to 40%");
  }
  // A lookup that nobody awaits must not end the process: the test run fails on an unhandled rejection.
  await using s = await stage({
    database: file.path,
    scopes: manifestScopes().filter((scope) => scope !== "users:read"),
    slow: { "users.info": 20 },
  });
  const ana = s.slack.as("U0ANA");
  for (const text of ["999", "list dance", "reading 999 5"]) await ana.command("C0GROWTH", "/bet", text);
  await ana.command("C0GROWTH", "/bet", "list");
  expect(s.shownTo("U0ANA").map((words) => words.slice(0, 22))).toEqual([
    "There is no bet #999 i",
    "We did not understand ",
    "There is no bet #999 i",
    "Something went wrong o",
  ]);
});
