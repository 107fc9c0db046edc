import { expect, test } from "vitest";
import { addBet, addLearning, databaseFile, teamOf, writeDatabase } from "#tests/support/ledger.ts";
import { placeBet, setUpTeam } from "#tests/support/moves.ts";
import { stage } from "#tests/support/stage.ts";

const at = (day: string) => Temporal.Instant.from(`${day}T10:00:00Z`);
const hit = (day: string) =>
  ({
    kind: "final",
    outcome: {
      verdict: { kind: "hit", progress: 1 },
      reading: { value: 40, takenOn: Temporal.PlainDate.from(day), evidence: "ab-test" },
    },
    round: 1,
    settledAt: at(day),
  }) as const;

test("lists bets by their state, one line each", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  await writeDatabase(file.path, async (store) => {
    const team = await teamOf(store);
    await addBet(store, team, {
      number: 1,
      title: "Banner",
      state: hit("2026-10-20"),
      reviewOn: "2026-10-19",
    });
    await addBet(store, team, { number: 2, title: "Checklist", reviewOn: "2026-12-20" });
    await addBet(store, team, { number: 3, title: "Tour", reviewOn: "2026-10-30" });
    await addBet(store, team, {
      number: 4,
      title: "Emails",
      state: hit("2026-10-28"),
      reviewOn: "2026-10-27",
    });
    await addBet(store, team, {
      number: 5,
      title: "Import",
      reviewOn: "2027-01-15",
      state: { ...hit("2026-11-01"), kind: "provisional", finalAt: at("2026-11-02") },
    });
  });
  const ana = s.slack.as("U0ANA");
  const answerTo = async (text: string) => {
    await ana.command("C0GROWTH", "/bet", text);
    return s.shownTo("U0ANA").at(-1)?.split("\n");
  };

  const tour = "• #3 Tour · Activation from 32 % to 40 % · up for review since Fri 30 Oct";
  const checklist = "• #2 Checklist · Activation from 32 % to 40 % · open, review on Sun 20 Dec";
  const imports =
    "• #5 Import · Activation from 32 % to 40 % · provisional verdict: hit, 100 % of the way · review date Fri 15 Jan 2027";
  const emails =
    "• #4 Emails · Activation from 32 % to 40 % · settled: hit, 100 % of the way · review date Tue 27 Oct";
  const banner =
    "• #1 Banner · Activation from 32 % to 40 % · settled: hit, 100 % of the way · review date Mon 19 Oct";
  const footer = "/bet 3 shows one bet by its number.";
  expect(await answerTo("list")).toEqual([
    "Our open bets, the next review first",
    tour,
    checklist,
    imports,
    footer,
  ]);
  expect(await answerTo("LIST Open")).toEqual(await answerTo("list"));
  expect(await answerTo("list due")).toEqual(["Our bets that wait for us", tour, imports, footer]);
  expect((await answerTo("list settled"))?.slice(1, 3)).toEqual([emails, banner]);
  expect((await answerTo("list all"))?.slice(1, 6)).toEqual([imports, emails, tour, checklist, banner]);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test.each([
  ["list", "No bet of ours is open. /bet places one"],
  ["list due", "Nothing waits for us"],
  ["list settled", "No bet of ours is settled yet."],
  ["list all", "We have placed no bet yet. /bet places the first."],
  ["search tour", "No bet and no learning that you may see has “tour” in it."],
  ["list soon", "We did not understand “list soon”. Nothing was changed."],
  ["search", "We did not understand “search”."],
])("/bet %s says what to do next if there is no bet", async (text, words) => {
  await using s = await stage();
  await setUpTeam(s);
  await s.slack.as("U0ANA").command("C0GROWTH", "/bet", text);
  expect(s.shownTo("U0ANA").at(-1)).toContain(words);
});

test("search finds bets with all words in title, belief or metric, ignoring case and accents", async () => {
  await using s = await stage();
  const believed = { belief: "We believe it helps" };
  await placeBet(s, "Café tour lifts activation from 32% to 40%", "C0GROWTH", believed);
  await placeBet(s, "Banner lifts résumé uploads from 10 to 20", "C0GROWTH", believed);
  const ana = s.slack.as("U0ANA");
  const found = async (words: string) => {
    await ana.command("C0GROWTH", "/bet", `search ${words}`);
    return [...(s.shownTo("U0ANA").at(-1) ?? "").matchAll(/• #(\d+)/g)].map(([, number]) => Number(number));
  };
  expect(await found("CAFE")).toEqual([1]);
  expect(await found("resume banner")).toEqual([2]);
  expect(new Set(await found("we believe it helps"))).toEqual(new Set([1, 2]));
  expect(await found("cafe banner")).toEqual([]);
  expect(await found("<!channel>")).toEqual([]);
  expect(s.shownTo("U0ANA").at(-1)).toContain("&lt;!channel&gt;");
  expect(s.slack.problems).toEqual([]);
});

test("with 200 bets and the longest titles, a list shows the first ones, how many more there are, and how to see them", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  await writeDatabase(file.path, (store) =>
    store.transaction(async (tx) => {
      const ledger = { ...store, ...tx };
      const team = await teamOf(ledger);
      for (let number = 1; number <= 200; number += 1) {
        const bet = await addBet(ledger, team, { number, title: "&".repeat(150), metric: "<".repeat(80) });
        await addLearning(ledger, bet, { id: `learning-${number}`, text: "a & b ".repeat(50) });
      }
    }),
  );
  const ana = s.slack.as("U0ANA");
  for (const [command, text] of [
    ["/bet", "list"],
    ["/bet", "list all"],
    ["/bet", "search helps"],
    ["/bet", `search ${"helps ".repeat(80)}`],
    ["/outcomes", "learnings"],
    ["/outcomes", "learnings a b"],
  ] as const) {
    await ana.command("C0GROWTH", command, text);
    const shown = ana.ephemerals().at(-1);
    expect(shown?.text.length).toBeLessThanOrEqual(4_000);
    expect(shown?.text).toMatch(/^and (?:at least )?\d+ more[,.] /m);
    expect(shown?.text).not.toMatch(/…$/);
  }
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("lists learnings newest first, with their votes and bet; words filter them", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  const ana = s.slack.as("U0ANA");
  const answerTo = async (text: string) => {
    await ana.command("C0GROWTH", "/outcomes", text);
    return s.shownTo("U0ANA").at(-1);
  };
  expect(await answerTo("learnings")).toContain(
    "We have written down no learning yet. When a verdict is final",
  );
  await writeDatabase(file.path, async (store) => {
    const bet = await addBet(store, await teamOf(store), { number: 9, title: "Banner" });
    await addLearning(store, bet, { text: "Déjà decided to leave", votes: 5, addedAt: at("2026-10-20") });
    await addLearning(store, bet, { text: "Ask support first", votes: 1, addedAt: at("2026-10-21") });
    await addLearning(store, bet, { text: "Two weeks are short", addedAt: at("2026-10-22") });
  });
  expect(await answerTo("learnings")).toBe(
    [
      "What we learned, the newest first",
      "• “Two weeks are short” · from #9 Banner",
      "• “Ask support first” · 1 vote · from #9 Banner",
      "• “Déjà decided to leave” · 5 votes · from #9 Banner",
    ].join("\n"),
  );
  expect(await answerTo("learnings LEAVE deja")).toBe(
    "What we learned, with “LEAVE deja”, the newest first\n• “Déjà decided to leave” · 5 votes · from #9 Banner",
  );
  expect(await answerTo("learnings leaving")).toContain("• “Déjà decided to leave” · 5 votes");
  expect(await answerTo("learnings banner")).toContain("• “Ask support first” · 1 vote");
  expect(await answerTo("learnings nobody")).toContain("No learning of ours has “nobody” in it.");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});
