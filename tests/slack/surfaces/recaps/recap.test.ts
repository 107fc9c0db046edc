import { expect, test } from "vitest";
import { aGoal } from "#tests/support/facts.ts";
import { verdict } from "#domain/verdicts/verdict.ts";
import { addBet, addLearning, addStep, ledgerFile, teamOf, writeLedger } from "#tests/support/ledger.ts";
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
  expect(recap).toContain("growth · Q4 2026 (2 November to 31 December)\nWe began on Mon 2 Nov 2026.");
  expect(recap).toContain(
    "• 1 bet placed; 1 settled: 1 part-way.\n• #1 Checklist: part-way, 63 % of the way",
  );
  expect(recap).toContain("• 0 of 1 bet hit (95 % interval: 0-79 %)");
  expect(recap).toContain(
    "• Our forecasts are scored from five settled bets with a forecast on; there was none.",
  );
  expect(recap).toContain("• No retro that is closed showed what we had written before.");
  expect(recap).toContain("• How many of us took part does not show: too few did, or it was not counted.");
  const posted = (await s.slack.readChannel(CHANNEL)).find(({ text }) => text.startsWith("growth · Q4"));
  expect(posted?.blocks.map(({ type }) => type)).toContain("data_visualization");
  for (const week of ["08", "15"]) await waitUntil(s, `2027-01-${week}T15:00:00Z`);
  expect(await recaps(s)).toHaveLength(1);
  expect(problems(s)).toEqual([[], []]);
});

test("posts a recap weeks late, without a chart in a workspace that rejects charts", async () => {
  await using s = await stage({ refusesCharts: true });
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
  expect(await askRecap(s, "last")).toBe(
    "growth · Q4 2026 (2 November to 31 December)\nWe began on Mon 2 Nov 2026.\nNothing was placed, settled or learned in it. A quarter with a bet in it gets a recap in the channel, with the first digest after it.",
  );
  expect(await askRecap(s, "")).toContain("Nothing was placed, settled or learned in it yet.");
  expect(problems(s)).toEqual([[], []]);
});

test("reads a quarter typed in several ways, and says how to type one", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  for (const typed of ["", "this", "Q4", "q 4", "2026-Q4", "2026q4", "2026 q4", "Q4 2026"])
    expect(await askRecap(s, typed)).toMatch(/^growth · Q4 2026 so far \(\d/);
  for (const typed of ["last", "2026-Q3", "Q3"])
    expect(await askRecap(s, typed)).toMatch(/^growth · Q3 2026 \(/);
  const usage = "Type it like /outcomes recap 2026-Q4, /outcomes recap Q4, or /outcomes recap last.";
  for (const typed of ["Q5", "Q0", "soon", "2026", "2026-Q4-2027", "0000-Q1", "Q44", "<!here>"])
    expect(await askRecap(s, typed)).toMatch(/^“.*” is no quarter that we know\. /);
  expect(await askRecap(s, "<b>Q4</b>")).toBe(`“&lt;b&gt;Q4&lt;/b&gt;” is no quarter that we know. ${usage}`);
  expect(await askRecap(s, "Q1 2027")).toBe(`Q1 2027 is still ahead of us. ${usage}`);
  expect(await askRecap(s, "0001-Q1")).toMatch(/^growth · Q1 1 /);
  expect(problems(s)).toEqual([[], []]);
});

test("can be posted, once by each button, and copied as Markdown", async () => {
  await using s = await stage();
  await placeBet(s, "*Check* <list> [x](http://y) | ~~z~~ lifts activation from 32% to 40%");
  const ana = s.slack.as("U0ANA");
  await askRecap(s, "");
  const shown = () => ana.ephemerals().findLast(({ text }) => text.includes("Q4 2026 so far"))!;
  expect(JSON.stringify(shown().blocks)).not.toContain("data_visualization");
  await ana.clickButton(shown(), "Post it to the channel");
  expect(await recaps(s)).toHaveLength(1);
  await ana.clickButton(shown(), "Post it to the channel");
  expect(s.shownTo("U0ANA").at(-1)).toContain("This recap is in the channel already.");
  expect(await recaps(s)).toHaveLength(1);

  const posted = (await s.slack.readChannel(CHANNEL)).find(({ text }) => text.includes("Q4 2026 so far"));
  const ben = s.slack.as("U0BEN");
  await ben.clickButton({ channel: CHANNEL, ts: posted?.ts ?? "" }, "As Markdown");
  const markdown = JSON.stringify(ben.view().content);
  expect(markdown).toContain("# growth · Q4 2026 so far");
  expect(markdown).toContain("## What we bet\\n\\n- 1 bet placed; 0 settled. 1 not settled yet.");
  expect(markdown).toContain("after 5 more bets.");
  expect(markdown).toContain("How many of us took part shows when enough of us have.");
  expect(await ben.submit()).toMatchObject({ sent: true, errors: {} });
  expect(problems(s)).toEqual([[], []]);
});

test("is on Home too, and hidden from guests", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const ana = s.slack.as("U0ANA");
  await ana.openHome();
  await ana.choose(ana.home()!, "home_more", "The quarter");
  expect(JSON.stringify(ana.view().content)).toContain("1 bet placed; 0 settled.");
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

test("fits a full quarter with long texts in a message, and has all of it as Markdown", async () => {
  using file = ledgerFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  const long = "Everybody who skips set-up has decided to leave & <b>we</b> never *asked* them why ".repeat(
    4,
  );
  await writeLedger(file.path, async (store) => {
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
  expect(text).toContain("What we bet\n• 40 bets placed; 40 settled: 40 part-way.");
  expect(text).toContain("40 of 40 bets placed build on something that we had learned.");
  expect(text).toMatch(/and 7\d more \(\/outcomes learnings\)/);
  expect(text).toContain("Next steps\n• 1 Everybody");
  const ana = s.slack.as("U0ANA");
  await ana.clickButton(ana.ephemerals().at(-1)!, "As Markdown");
  const markdown = JSON.stringify(ana.view().content);
  expect(markdown).toContain("Markdown, 1 of ");
  expect(markdown).toContain("- “40 Everybody");
  expect(markdown).toContain("\\\\<b>we\\\\</b>");
  expect(problems(s)).toEqual([[], []]);
});
