import { expect, test } from "vitest";
import { aGoal, final } from "#tests/support/facts.ts";
import { verdict } from "#domain/verdicts/verdict.ts";
import { addBet, addLearning, addStep, databaseFile, teamOf, writeDatabase } from "#tests/support/ledger.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { placeBet, settleBet, setUpTeam } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";
const problems = (s: Stage) => [s.slack.problems, s.logged];

const recaps = async (s: Stage): Promise<string[]> =>
  (await s.texts()).filter((text) => /^growth · Q\d \d{4}/.test(text));

const waitUntil = (s: Stage, at: string): Promise<void> => s.wait(Temporal.Instant.from(at).since(s.now()));

const askRecap = async (s: Stage, quarter: string): Promise<string> => {
  await s.slack.as("U0ANA").command(CHANNEL, "/outcomes", `recap ${quarter}`);
  return s.shownTo("U0ANA").at(-1) ?? "";
};

test("posts the recap once, with the first digest after its quarter", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await settleBet(s, 1, "37");
  await waitUntil(s, "2027-01-01T14:59:59Z");
  expect(await recaps(s)).toEqual([]);
  await waitUntil(s, "2027-01-01T15:00:00Z");
  const [recap = ""] = await recaps(s);
  expect(recap).toBe(
    "growth · Q4 2026: 1 bet placed, 1 settled, none hit.\n• #1 Checklist: part-way (5 of 8 points).",
  );
  for (const week of ["08", "15"]) await waitUntil(s, `2027-01-${week}T15:00:00Z`);
  expect(await recaps(s)).toHaveLength(1);
  expect(problems(s)).toEqual([[], []]);
});

test("posts a recap weeks late", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await settleBet(s, 1, "37");
  await waitUntil(s, "2027-02-10T09:00:00Z");
  expect(await recaps(s)).toEqual([expect.stringContaining("growth · Q4 2026")]);
  expect(s.logged).toEqual([]);
});

test("posts no recap of a quarter without bets, and says so on request", async () => {
  await using s = await stage();
  await setUpTeam(s);
  await waitUntil(s, "2027-01-08T15:00:00Z");
  expect(await recaps(s)).toEqual([]);
  const when = " A quarter with a bet in it gets a recap in the channel, with the first digest after it.";
  expect(await askRecap(s, "last")).toBe(`growth · Q4 2026: no bets placed or settled.${when}`);
  expect(await askRecap(s, "")).toBe(`growth · Q1 2027 so far: no bets placed or settled yet.${when}`);
  expect(problems(s)).toEqual([[], []]);
});

test("reads a quarter typed in several ways, and says how to type one", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  for (const typed of ["", "this", "Q4", "q 4", "2026-Q4", "2026q4", "2026 q4", "Q4 2026"])
    expect(await askRecap(s, typed)).toMatch(/^growth · Q4 2026 so far: 1 bet placed, none settled yet\./);
  for (const typed of ["last", "2026-Q3", "Q3"])
    expect(await askRecap(s, typed)).toMatch(/^growth · Q3 2026: no bets/);
  const usage = "Type it like /outcomes recap 2026-Q4, /outcomes recap Q4, or /outcomes recap last.";
  for (const typed of ["Q5", "Q0", "soon", "2026", "2026-Q4-2027", "0000-Q1", "Q44", "<!here>"])
    expect(await askRecap(s, typed)).toMatch(/^“.*” isn't a quarter we know\. /);
  expect(await askRecap(s, "<b>Q4</b>")).toBe(`“&lt;b&gt;Q4&lt;/b&gt;” isn't a quarter we know. ${usage}`);
  expect(await askRecap(s, "Q1 2027")).toBe(`Q1 2027 is still ahead of us. ${usage}`);
  expect(await askRecap(s, "0001-Q1")).toMatch(/^growth · Q1 1: /);
  expect(problems(s)).toEqual([[], []]);
});

test("can be posted, once by each button, and copied as Markdown", async () => {
  await using s = await stage();
  await placeBet(s, "*Check* <list> [x](http://y) | ~~z~~ lifts activation from 32% to 40%");
  const ana = s.slack.as("U0ANA");
  await askRecap(s, "");
  const shown = () => ana.ephemerals().findLast(({ text }) => text.includes("Q4 2026 so far"))!;
  await ana.clickButton(shown(), "Post it to the channel");
  expect(await recaps(s)).toHaveLength(1);
  await ana.clickButton(shown(), "Post it to the channel");
  expect(s.shownTo("U0ANA").at(-1)).toContain("This recap is in the channel already.");
  expect(await recaps(s)).toHaveLength(1);

  const posted = (await s.slack.readChannel(CHANNEL)).find(({ text }) => text.includes("Q4 2026 so far"));
  const ben = s.slack.as("U0BEN");
  await ben.clickButton({ channel: CHANNEL, ts: posted?.ts ?? "" }, "As Markdown");
  const markdown = JSON.stringify(ben.view().content);
  expect(markdown).toContain("# growth · Q4 2026 so far: 1 bet placed, none settled yet.");
  expect(markdown).toContain("## What came of our bets\\n\\n- 1 bet still open.");
  expect(markdown).toContain("## Who decides\\n\\n- We chose or agreed to the one bet placed.");
  expect(await ben.submit()).toMatchObject({ sent: true, errors: {} });
  expect(problems(s)).toEqual([[], []]);
});

test("Report adds the quarter as a page to the recap's thread; without the scope it says what to do", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await settleBet(s, 1, "37");
  await waitUntil(s, "2027-01-01T15:00:00Z");
  const posted = async () =>
    (await s.slack.readChannel(CHANNEL)).find(({ text }) => text.includes("Q4 2026: 1 bet placed"))!;
  const ben = s.slack.as("U0BEN");
  await ben.clickButton(await posted(), "Report");
  const [file, ...others] = (await posted()).replies;
  expect(others).toEqual([]);
  const [, link = "", title] = /<(.*)\|(.*)>/.exec(file?.text ?? "") ?? [];
  expect(title).toBe("growth · Q4 2026");
  const page = await (await fetch(link)).text();
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).toContain("Checklist");
  expect(page).not.toMatch(/U0BEN|U0ANA/);
  expect(problems(s)).toEqual([[], []]);

  s.slack.setFaults({ refused: { error: "missing_scope" } });
  await ben.clickButton(await posted(), "Report");
  s.slack.setFaults({});
  expect(s.shownTo("U0BEN").at(-1)).toContain("install the app once more and allow files:write");
  expect((await posted()).replies).toHaveLength(1);
});

test("is on Home too, and hidden from guests", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const ana = s.slack.as("U0ANA");
  await ana.openHome();
  await ana.choose(ana.home()!, "home_more", "The quarter");
  expect(JSON.stringify(ana.view().content)).toContain("1 bet placed, none settled yet.");
  await ana.clickButton(ana.view(), "Whole quarter");
  expect(ana.view().content.title?.text).toBe("The whole of Q4 2026");
  expect(JSON.stringify(ana.view().content)).toContain("What came of our bets");
  await ana.closeView();
  await ana.clickButton(ana.view(), "As Markdown");
  expect(ana.view().content.title?.text).toBe("The quarter as Markdown");
  await ana.closeView();
  await ana.clickButton(ana.view(), "Post it to the channel");
  expect(JSON.stringify(ana.view().content)).toContain("The recap is in the channel now.");
  expect(await recaps(s)).toHaveLength(1);
  await s.slack.as("U0GUS").command(CHANNEL, "/outcomes", "recap");
  expect(s.shownTo("U0GUS").join()).not.toContain("Q4 2026");
  expect(problems(s)).toEqual([[], []]);
});

const settledAs = (number: number, { kind = 38, more = {} }: { kind?: number; more?: object } = {}) => ({
  number,
  title: `Bet ${number}`,
  state: {
    kind: "final",
    round: 1,
    settledAt: Temporal.Instant.from("2026-11-01T09:00:00Z"),
    outcome: {
      verdict: verdict({ baseline: 32, target: 40 }, kind),
      reading: { value: kind, takenOn: Temporal.PlainDate.from("2026-10-30"), evidence: "before-after" },
    },
  } as const,
  ...more,
});

const gave = (median: number) => ({ kind: "given", median, lowest: 10, highest: 90, answered: 4 }) as const;

test("fits on one screen: bets in order of surprise, the best learnings, one thing to change", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  const waits = { mandate: { chosen: "we-chose", dependency: "governance" } } as const;
  await writeDatabase(file.path, async (store) => {
    const team = await teamOf(store);
    const bets = [
      settledAs(1, { kind: 40, more: { confidence: gave(70) } }),
      settledAs(2, { kind: 33, more: { confidence: gave(90), ...waits } }),
      settledAs(3, { kind: 33, more: { confidence: gave(50), ...waits } }),
      settledAs(4, { kind: 31, more: { confidence: { kind: "agreed", median: 70 }, ...waits } }),
      settledAs(5, { kind: 33, more: waits }),
      settledAs(6, { kind: 40, more: { cites: "l1" } }),
      settledAs(7, {
        more: { state: { ...settledAs(7).state, outcome: { verdict: { kind: "stopped-early" } } } },
      }),
    ];
    for (const bet of bets) await addBet(store, team, bet);
    const bet = await addBet(store, team, { number: 8 });
    for (const [id, votes] of [
      ["l1", 0],
      ["l2", 1],
      ["l3", 5],
      ["l4", 2],
    ] as const)
      await addLearning(store, bet, { id, text: `Learning ${id}`, votes });
  });
  expect(await askRecap(s, "")).toBe(
    [
      "growth · Q4 2026 so far: 8 bets placed, 7 settled, 2 hit.",
      "• #2 Bet 2: missed (1 of 8 points). Our biggest surprise: we gave it 90 %.",
      "• #4 Bet 4: backfired (-1 of 8 points). A surprise: we strongly agreed that a hit was likely.",
      "• #6 Bet 6: hit (8 of 8 points).",
      "• #3 Bet 3: missed (1 of 8 points). We gave it 50 %.",
      "• #1 Bet 1: hit (8 of 8 points). As expected: we gave it 70 %.",
      "• #5 Bet 5: missed (1 of 8 points).",
      "• #7 Bet 7: stopped early.",
      "What we learned",
      "• “Learning l1” paid off in #6.",
      "• “Learning l3” (5 votes)",
      "• “Learning l4” (2 votes)",
      "One thing to change",
      "4 of 4 misses waited for sign-off in Q3 and Q4. Let's show that to those who can change it.",
    ].join("\n"),
  );
  expect(problems(s)).toEqual([[], []]);
});

test("points out another pattern than the digest of the same day, and none that is silenced", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  const during = { placedAt: s.now(), ...final(33, "2026-12-30T09:00:00Z") };
  await writeDatabase(file.path, async (store) => {
    const team = await teamOf(store);
    for (const number of [1, 2, 3])
      await addBet(store, team, { number, ...during, mandate: { chosen: "decided-for-us" } });
    for (const number of [4, 5, 6, 7])
      await addBet(store, team, {
        number,
        ...during,
        mandate: { chosen: "we-chose", dependency: "knowledge" },
      });
  });
  await waitUntil(s, "2027-01-01T15:00:00Z");
  const [digest = "", recap = ""] = (await s.texts()).slice(-2);
  expect(digest).toContain("All three bets that were handed to us and settled in the last half year missed.");
  expect(recap).toContain(
    "One thing to change\n4 of 7 misses waited for know-how from others in Q3 and Q4. Let's show that to those who can change it.",
  );
  await s.wait(Temporal.Duration.from({ hours: 24 }));
  expect(await askRecap(s, "last")).toContain(
    "All three bets handed to us and settled in Q3 and Q4 missed. Let's raise that with whoever chose them.",
  );
  const until = Temporal.PlainDate.from("2027-04-01");
  await writeDatabase(file.path, async (store) => {
    const { workspace, id } = await teamOf(store);
    for (const kind of ["handed-down-missed", "obstacle", "without-empowerment"] as const)
      await store.nudges.silence(workspace, id, { kind, until });
  });
  expect(await askRecap(s, "last")).not.toContain("One thing to change");
  expect(problems(s)).toEqual([[], []]);
});

test("names eight bets of a long quarter; the whole of it is behind a button, in pages", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  const long = "Everybody who skips set-up has decided to leave & <b>we</b> never *asked* them why ".repeat(
    4,
  );
  await writeDatabase(file.path, async (store) => {
    const team = await teamOf(store);
    for (let number = 1; number <= 40; number += 1) {
      const bet = await addBet(store, team, {
        number,
        title: long.slice(0, 150),
        cites: `l${number}`,
        state: {
          kind: "final",
          round: 1,
          settledAt: Temporal.Instant.from("2026-11-01T09:00:00Z"),
          outcome: { verdict: verdict({ baseline: 32, target: 40 }, 38), reason: long },
        },
      });
      await addLearning(store, bet, { id: `l${number}`, text: `${number} ${long}`, votes: number });
      await addStep(store, bet, { id: `s${number}`, text: `${number} ${long}` });
    }
    const { objective, keyResults } = aGoal();
    const { workspace } = team;
    await store.goals.saveObjective({ ...objective, workspace, team: team.id }, s.now());
    for (const keyResult of keyResults)
      for (let index = 0; index < 30; index += 1)
        await store.goals.saveKeyResult(
          { ...keyResult, workspace, id: `k${index}`, metric: long.slice(0, 80) },
          s.now(),
        );
  });
  const text = await askRecap(s, "");
  expect(text.length).toBeLessThanOrEqual(4_000);
  expect(text).toContain("growth · Q4 2026 so far: 40 bets placed, 40 settled, none hit.\n• #1 Everybody");
  expect(text).toContain("\n• and 32 more\nWhat we learned\n• “40 Everybody");
  expect(text.match(/“\d+ Everybody/g)).toHaveLength(3);
  expect(text).not.toContain("Next steps");
  const ana = s.slack.as("U0ANA");
  await ana.clickButton(ana.ephemerals().at(-1)!, "Whole quarter");
  const pages = [ana.view().content];
  while (JSON.stringify(ana.view().content).includes("Next page, ")) {
    await ana.clickButton(ana.view(), ACTIONS.wholeQuarter);
    pages.push(ana.view().content);
  }
  const whole = JSON.stringify(pages);
  for (let number = 1; number <= 40; number += 1) expect(whole).toContain(`“${number} Everybody`);
  expect(whole).toContain("40 of 40 bets placed build on something we'd learned.");
  expect(ana.views()).toHaveLength(1);
  await ana.clickButton(ana.view(), "Back to the first page");
  expect(JSON.stringify(ana.view().content)).toContain(`Next page, 2 of ${pages.length}`);
  await ana.closeView();
  await ana.clickButton(ana.ephemerals().at(-1)!, "As Markdown");
  const markdown = JSON.stringify(ana.view().content);
  expect(markdown).toContain("Markdown, 1 of ");
  expect(markdown).toContain("- “40 Everybody");
  expect(markdown).toContain("\\\\<b>we\\\\</b>");
  expect(problems(s)).toEqual([[], []]);
});
