import { expect, test } from "vitest";
import { manifestScopes } from "#sandbox/manifest-scopes.ts";
import { databaseFile } from "#tests/support/ledger.ts";
import { placeBet } from "#tests/support/moves.ts";
import { stage } from "#tests/support/stage.ts";

const ID = /tell whoever runs Ourcome this id: id-\d+\./;

async function placeABet(database: string): Promise<void> {
  await using s = await stage({ database });
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
}

test("if Slack does not open a form, tells the person the fault's id and gives back what was typed", async () => {
  using file = databaseFile();
  await placeABet(file.path);
  await using s = await stage({ database: file.path, triggerLifeMs: 0 });
  await s.slack
    .as("U0ANA")
    .command("C0GROWTH", "/bet", "R&D tour <!channel> lifts activation from 32% to 40%");
  const answer = s.shownTo("U0ANA").at(-1);
  expect(answer).toMatch(ID);
  expect(answer).toContain(
    "Here is what was typed: /bet R&amp;D tour &lt;!channel&gt; lifts activation from 32% to 40%",
  );
  expect(s.logged).toHaveLength(1);
  expect(s.logged[0]).not.toContain("tour");
  expect(s.logged[0]).not.toContain("U0ANA");
});

test("a form that cannot be saved stays as it was and shows the fault's id", async () => {
  using file = databaseFile();
  await placeABet(file.path);
  const scopes = manifestScopes().filter((scope) => scope !== "users:read");
  await using s = await stage({ database: file.path, scopes });
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "Tour lifts activation from 32% to 40%");
  await ana.fill(ana.view(), { title: "A longer tour", chosen: "we-chose" });
  while (ana.views().length > 1) await ana.closeView();
  const { errors, view } = await ana.submit();
  expect(errors).toEqual({ title: expect.stringMatching(ID) as string });
  expect(view?.values["title"]?.["title"]).toMatchObject({ value: "A longer tour" });
  expect(s.logged.at(-1)).toContain("a form could not be saved");
  expect(s.logged.at(-1)).toContain('"reason":"missing_scope"');
  expect(s.slack.problems).toEqual([]);
});
