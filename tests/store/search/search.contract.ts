import { beforeEach, expect, test } from "vitest";
import { settle } from "#domain/bets/bet.ts";
import { matchingAllWords, similarTo } from "#domain/search/search-query.ts";
import { indexMissing } from "#store/search/search-index.ts";
import { addTeamAndBet, AT, bet, learning, team, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

const TEAMS = ["team", "other"];

/** A title, and words that find it: other endings, prefixes, accents, scripts. */
const FOUND_BY = [
  ["Activation emails", "activate"],
  ["We activated it", "activation"],
  ["Two banners", "banner"],
  ["A banner", "banners"],
  ["Onboarding users", "onboarded"],
  ["Checklist", "check"],
  ["Café résumé", "CAFE resumes"],
  ["Straße nach Łódź", "strasse lodz"],
  ["Kontoaktivierung für Kunden", "kunde"],
  ["Активация пользователей", "активации пользователи"],
  ["Ενεργοποίηση χρηστών", "ενεργοποίησης"],
  ["التفعيل في الأسبوع الأول", "تفعيل أول"],
  ["הפעלה ראשונה", "הפעלה"],
  ["東京オリンピックの目標", "オリンピック"],
  ["東京オリンピックの目標", "目標"],
  ["迷子の猫", "猫"],
  ["新用户引导清单", "引导清单"],
  ["활성화율을 올리는 목록", "활성화"],
  ["ผู้ใช้ใหม่เห็นรายการ", "รายการ"],
  ["नए उपयोगकर्ता की सूची", "सूची"],
  ["Q3の目標", "q3"],
  ["ﾁｪｯｸﾘｽﾄ", "チェックリスト"],
] as const;

const NOT_FOUND_BY = [
  ["Air conditioning", "ai"],
  ["東京オリンピック", "京都"],
  ["Активация", "деактивация"],
] as const;

const NONSENSE = [
  "",
  "   ",
  '"',
  "'",
  "*",
  "checklist*",
  "^checklist",
  'head : "x',
  "NEAR(a b, 3)",
  "a AND OR NOT",
  "( ( (",
  "a & | ! <-> :*",
  "\\ ' : %",
  "-1 +2 {a b}",
  "👩‍💻 ❤️ 1️⃣",
  "\u0000\ud800 x",
  "½ ㈱ ﷺ",
  "x".repeat(5_000),
  "猫".repeat(3_000),
  "word ".repeat(2_000),
  Array.from({ length: 500 }, (_, index) => `w${index}`).join(" "),
];

export function searchContract(the: TestStore): void {
  beforeEach(async () => {
    await addTeamAndBet(the.store);
    await the.store.teams.add(team({ id: "other", channel: "C2" }));
  });

  const found = async (words: string, teams: readonly string[] = TEAMS, limit = 20) =>
    (await the.store.search.find(W, matchingAllWords(words), { teams, limit })).map(({ id }) => id);
  const titled = (title: string, facts: Parameters<typeof bet>[0] = {}) =>
    the.store.bets.add(bet({ id: title, number: title.length + 10, title, belief: "because", ...facts }));

  test("finds a bet if it has all the words in its title, metric or belief, in any order", async () => {
    expect(await found("CHECKLIST")).toEqual(["bet"]);
    expect(await found("left activation checklist")).toEqual(["bet"]);
    expect(await found("checklist banner")).toEqual([]);
  });

  test("finds a learning by its words, with its bet and team", async () => {
    await the.store.learnings.add(learning({ id: "l1" }));
    await the.store.learnings.add(learning({ id: "l1", text: "something else" }));
    const scope = { teams: TEAMS, limit: 9 };
    expect(await the.store.search.find(W, matchingAllWords("skipping setup decided"), scope)).toEqual([]);
    expect(await the.store.search.find(W, matchingAllWords("skips set-up decided"), scope)).toEqual([
      { kind: "learning", id: "l1", bet: "bet", team: "team" },
    ]);
    expect(await found("something")).toEqual([]);
  });

  test("handles stems, prefixes, accents and scripts", async () => {
    const titles = new Set([...FOUND_BY, ...NOT_FOUND_BY].map(([title]) => title));
    for (const [index, title] of [...titles].entries())
      await titled(title, { team: "other", number: index + 1 });
    for (const [title, words] of FOUND_BY) expect.soft(await found(words, ["other"]), words).toContain(title);
    for (const [title, words] of NOT_FOUND_BY)
      expect.soft(await found(words, ["other"]), words).not.toContain(title);
  });

  test("never throws, whatever is typed", async () => {
    const scope = { teams: TEAMS, limit: 9 };
    for (const words of NONSENSE)
      for (const query of [matchingAllWords(words), similarTo({ title: words, metric: words })])
        await expect(the.store.search.find(W, query, scope), words).resolves.toBeInstanceOf(Array);
  });

  test("treats operators as ordinary words", async () => {
    await titled("Near and or not");
    expect(await found('NOT "or" (AND) near*')).toEqual(["Near and or not"]);
  });

  test("ranks title and metric above belief, and newer above older among equals", async () => {
    await titled("Pricing page", { id: "believed", belief: "Since the tour works" });
    await titled("Pricing tour", { id: "titled", number: 31 });
    await titled("Pricing tour", { id: "newer", number: 32 });
    expect(await found("tour")).toEqual(["newer", "titled", "believed"]);
    expect(await found("tour", TEAMS, 2)).toEqual(["newer", "titled"]);
  });

  test("finds only bets and learnings of the given teams", async () => {
    await titled("Tour", { team: "other" });
    expect(await found("tour", ["team"])).toEqual([]);
    expect(await found("tour", ["other"])).toEqual(["Tour"]);
    expect(await found("tour", [])).toEqual([]);
  });

  test("follows changes of a bet's terms, amendments and verdict reason", async () => {
    const { bets } = the.store;
    const placed = bet();
    const sales = { ...placed, terms: { ...placed.terms, metric: "sales" } };
    expect(await bets.changeTerms(sales)).toBe(true);
    expect(await found("activation")).toEqual([]);
    expect(await found("sales")).toEqual(["bet"]);
    await bets.amend(sales, { terms: { ...placed.terms, metric: "net revenue" }, reason: "why" }, AT);
    expect(await found("sales revenue")).toEqual(["bet"]);
    const settled = settle(sales, { kind: "invalid", reason: "the dashboard counted bots" }, 1, AT);
    if (!settled.ok) throw new Error(settled.error.kind);
    await bets.save(settled.value, "open");
    expect(await found("bots")).toEqual(["bet"]);
    await bets.save(sales, "provisional");
    expect(await found("bots")).toEqual([]);
  });

  test("finds similar bets by metric, or by two distinctive words of the title", async () => {
    await titled("Shorter invite emails", { id: "emails", number: 21 });
    const metric = (name: string) => ({ terms: { ...bet().terms, metric: name } });
    await titled("Invite reminder", { id: "reminder", number: 22, ...metric("invites sent") });
    const similar = async (title: string, metricName: string) =>
      (await the.store.search.find(W, similarTo({ title, metric: metricName }), { teams: TEAMS, limit: 9 }))
        .map(({ id }) => id)
        .toSorted();
    expect(await similar("A tour", "Activation rate")).toEqual(["bet", "emails"]);
    expect(await similar("Reminding of an invitation by email", "churn")).toEqual(["emails", "reminder"]);
    expect(await similar("An email", "churn")).toEqual([]);
    expect(await similar("Emails", "")).toEqual(["emails"]);
    expect(await similar("We lift the", "")).toEqual([]);
  });

  test("indexes rows that aren't indexed yet", async () => {
    await the.store.learnings.add(learning());
    await the.db.deleteFrom("search_texts").execute();
    expect(await found("checklist")).toEqual([]);
    await indexMissing(the.db);
    expect(await found("checklist")).toEqual(["bet"]);
    expect(await found("decided")).toEqual(["learning"]);
    await indexMissing(the.db);
    expect(await found("checklist")).toEqual(["bet"]);
  });

  test("counts bets settled before a time, and the hits among them", async () => {
    const { bets } = the.store;
    for (const [number, value, hours] of [
      [2, 40, 1],
      [3, 41, 2],
      [4, 33, 3],
      [5, 40, 9],
    ] as const) {
      const at = AT.add({ hours });
      const reading = { value, takenOn: bet().terms.reviewOn, evidence: "before-after" } as const;
      const settled = settle(bet({ id: `b${number}`, number }), { kind: "reading", reading }, 1, at);
      if (!settled.ok || settled.value.state.kind !== "provisional") throw new Error("not settled");
      const { outcome } = settled.value.state;
      await bets.add({ ...settled.value, state: { kind: "final", outcome, round: 1, settledAt: at } });
    }
    expect(await bets.settledBefore(W, "team", AT.add({ hours: 9 }))).toEqual({ settled: 3, hits: 2 });
    expect(await bets.settledBefore(W, "team", AT)).toEqual({ settled: 0, hits: 0 });
    expect(await bets.settledBefore(W, "other", AT.add({ hours: 99 }))).toEqual({ settled: 0, hits: 0 });
    expect(await bets.settledBefore("T3", "team", AT.add({ hours: 99 }))).toEqual({ settled: 0, hits: 0 });
  });
}
