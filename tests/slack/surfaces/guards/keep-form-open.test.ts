import { expect, test } from "vitest";
import { databaseFile } from "#tests/support/ledger.ts";
import { placeBet, setUpTeam, toggleMore } from "#tests/support/moves.ts";
import { stage } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";
const SENTENCE = "Checklist lifts activation from 32% to 40%";

test("a form that is closed before its update arrives causes no fault", async () => {
  await using s = await stage({ slow: { "users.info": 100 } });
  const ana = s.slack.as("U0ANA");
  const command = ana.command(CHANNEL, "/bet", SENTENCE);
  while (ana.views().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await ana.closeView();
  await command;
  expect([s.shownTo("U0ANA"), s.slack.problems, s.logged]).toEqual([[], [], []]);
});

test("while Slack does not answer, a form in its own channel stays open with what was typed", async () => {
  using file = databaseFile();
  {
    await using s = await stage({ database: file.path });
    await setUpTeam(s);
  }
  await using s = await stage({ database: file.path, slow: { "conversations.members": 2_300 } });
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", SENTENCE);
  expect(ana.view().values["title"]?.["title"]).toMatchObject({ value: "Checklist" });
}, 10_000);

test("a form sent before its next question has appeared asks it, or shows an error at the question before it", async () => {
  const slow: Record<string, number> = {};
  await using s = await stage({ slow });
  await placeBet(s, SENTENCE);
  const ana = s.slack.as("U0ANA");
  slow["views.update"] = 300;

  await ana.command(CHANNEL, "/bet", SENTENCE);
  await toggleMore(s);
  const [, placed] = await Promise.all([ana.fill(ana.view(), { alone: "no" }), ana.submit()]);
  expect(placed.errors).toEqual({});
  const asked = placed.view?.content.blocks ?? [];
  const question = asked.findIndex(({ block_id: id }) => id === "dependency");
  expect(JSON.stringify(asked[question + 1])).toContain("Please choose one.");

  await ana.command(CHANNEL, "/bet", "settle 1");
  await ana.fill(ana.view(), { value: "35" });
  const [, settled] = await Promise.all([ana.fill(ana.view(), { how_settled: "invalid" }), ana.submit()]);
  expect(settled.errors).toEqual({
    how_settled: expect.stringContaining("Answer the question that follows"),
  });
  expect(s.slack.problems).toEqual([]);
});

test("gives back the typed bet if the team cannot be set up", async () => {
  await using s = await stage();
  const ana = s.slack.as("U0ANA");
  await ana.command("C0NOBOT", "/bet", SENTENCE);
  const content = JSON.stringify(ana.view().content);
  expect(content).toContain("/invite @Ourcome");
  expect(content).toContain(`Here is what was typed: ${SENTENCE}`);
});
