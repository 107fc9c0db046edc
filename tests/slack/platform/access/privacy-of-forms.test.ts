import { expect, test } from "vitest";
import { SHORTCUTS } from "#slack/surfaces/ids.ts";
import { databaseFile } from "#tests/support/ledger.ts";
import { toggleMore } from "#tests/support/moves.ts";
import { stage } from "#tests/support/stage.ts";
import { BET, HIDDEN, REFUSED, seenBy, shown, twoTeams } from "#tests/support/two-teams.ts";

test.each([
  ["", { alone: "no" }, (team: string) => ({ team })],
  ["", { metric: "hushing" }, (team: string) => ({ team })],
  ["", { more: "" }, (team: string) => ({ team })],
  ["settle 1", { how_settled: "invalid" }, () => ({ bet: BET, unit: "%" })],
])(
  "shows nothing private when a form of /bet %s with a private id updates for %j",
  async (text, chosen, forged) => {
    using file = databaseFile();
    await using s = await stage({ database: file.path });
    const { hidden } = await twoTeams(s, file.path);
    const cat = s.slack.as("U0CAT");
    await cat.command("C0GROWTH", "/bet", text);
    if ("alone" in chosen) await toggleMore(s, "U0CAT");
    Object.assign(cat.view().content, { private_metadata: JSON.stringify(forged(hidden.id)) });
    if ("more" in chosen) await toggleMore(s, "U0CAT");
    else await cat.fill(cat.view(), chosen);
    expect(shown(cat.view().content)).toContain(REFUSED);
    expect(seenBy(s)).not.toContain(HIDDEN);
    expect([s.slack.problems, s.logged]).toEqual([[], []]);
  },
);

test.each([
  ["Edit", { title: "Taken" }, (own: object) => ({ ...own, objective: "o1" })],
  ["Record a value", { current: "8" }, (own: object) => ({ ...own, keyResult: "k1" })],
] as const)("changes nothing of another team when a Goals form behind %s has its id", async (...row) => {
  const [button, entries, forged] = row;
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await twoTeams(s, file.path);
  const cat = s.slack.as("U0CAT");
  await cat.command("C0GROWTH", "/outcomes", "goals");
  await cat.clickButton(cat.view(), "Add an objective");
  await cat.submit({ title: "Ours" });
  await cat.clickButton(cat.view(), "Add a key result");
  await cat.submit({ metric: "Ours", baseline: "1", target: "9" });
  await cat.clickButton(cat.view(), button);
  const { content } = cat.view();
  const own: object = JSON.parse(String(content.private_metadata));
  Object.assign(content, { private_metadata: JSON.stringify(forged(own)) });
  expect(Object.values((await cat.submit(entries)).errors)).toEqual([
    expect.stringMatching(/no more|no longer/),
  ]);
  expect(seenBy(s)).not.toContain(HIDDEN);
  const ana = s.slack.as("U0ANA");
  await ana.command("C0SECRET", "/outcomes", "goals");
  expect(shown(ana.view().content)).toContain(`${HIDDEN}: 1 of 9`);
});

test("shows nothing of a private channel in a form to people who are not in it", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await twoTeams(s, file.path);
  const cat = s.slack.as("U0CAT");
  // Typed in lower case and with other endings, so that a match in what Cat sees can't be an echo of it.
  await cat.command("C0GROWTH", "/bet", "hushes lift hushed from 1 to 2");
  await cat.fill(cat.view(), { metric: "hushing" });
  expect(shown(cat.view().content)).not.toContain("Seen before");
  expect(seenBy(s)).not.toContain(HIDDEN);
  const ben = s.slack.as("U0BEN");
  await ben.command("C0GROWTH", "/bet", "hushes lift hushed from 1 to 2");
  expect(seenBy(s, "U0BEN")).toContain(HIDDEN);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("uses only the team of the message's channel for a shortcut", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await twoTeams(s, file.path);
  const cat = s.slack.as("U0CAT");
  const posted = await cat.say("C0GROWTH", `${BET} lifts activation from 1 to 2`);
  for (const shortcut of Object.values(SHORTCUTS)) {
    await cat.shortcut(shortcut, posted);
    expect(seenBy(s)).not.toContain(HIDDEN);
  }
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});
