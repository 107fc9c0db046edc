import { expect, test } from "vitest";
import { stage } from "#tests/support/stage.ts";

test.each([
  ["/bet", "Checklist lifts activation from 32% to 40%"],
  ["/bet", "list"],
  ["/outcomes", ""],
  ["/outcomes", "settings"],
])("refuses %s %s in the direct message with Ourcome, in a form", async (command, text) => {
  await using s = await stage();
  const ana = s.slack.as("U0ANA");
  await ana.command("DU0ANA", command, text);
  expect(ana.view().content.title?.text).toBe("Not here");
  expect(await s.slack.readChannel("DU0ANA")).toEqual([]);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("answers help in the direct message, as an ephemeral message", async () => {
  await using s = await stage();
  await s.slack.as("U0ANA").command("DU0ANA", "/bet", "help");
  expect(s.slack.as("U0ANA").ephemerals()).toMatchObject([{ channel: "DU0ANA", from: "app" }]);
});

test("nobody can run a command in another person's direct message", async () => {
  await using s = await stage();
  await expect(s.slack.as("U0BEN").command("DU0ANA", "/bet", "help")).rejects.toThrow("ben is not in");
});
