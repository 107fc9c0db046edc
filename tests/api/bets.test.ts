import { expect, test } from "vitest";
import { makeToken, send, teamWithRecord } from "#tests/support/api.ts";
import { databaseFile, teamOf } from "#tests/support/ledger.ts";
import { placeBet, settleBet, setUpTeam } from "#tests/support/moves.ts";
import { type Stage, stage, stageWithTeamOf } from "#tests/support/stage.ts";

const BET = {
  title: "Checklist on first login",
  metric: "activation",
  unit: "%",
  baseline: 32,
  target: 40,
  reviewOn: "2026-12-15",
};

/** A team that has nothing yet, its address, and a token that may do all. */
async function ready(s: Stage) {
  await setUpTeam(s);
  const token = await makeToken(s, ["write"]);
  const { id } = await teamOf(s.app.store);
  return { token, team: `/teams/${id}`, bets: `/teams/${id}/bets` };
}

test.each([{ socket: false }, { socket: true }])(
  "places a bet and posts its card: %o",
  async ({ socket }) => {
    await using s = await stage({ socket });
    const { token, bets } = await ready(s);
    const placed = await send(s, bets, { token, body: { ...BET, belief: "We believe\nit is unclear." } });
    expect(placed.status).toBe(201);
    expect(placed.body).toMatchObject({
      number: 1,
      title: BET.title,
      belief: "We believe\nit is unclear.",
      terms: { metric: "activation", unit: "%", baseline: 32, target: 40, reviewOn: "2026-12-15" },
      mandate: { chosen: "we-chose", releasesAlone: true },
      confidence: { state: "sealed", closesAt: "2026-11-04T09:00:00Z" },
      state: "open",
    });
    const path = placed.headers.get("location")!.replace("/api/v1", "");
    expect((await send(s, path, { token })).body).toEqual(placed.body);
    expect((await send(s, `${bets}/1`, { token })).body).toEqual(placed.body);
    await expect.poll(() => s.texts()).toContainEqual(expect.stringMatching(/^Bet #1 · Checklist/));
    expect([s.slack.problems, s.logged]).toEqual([[], []]);
  },
);

const LONG = "a".repeat(151);
test.each([
  ["nothing", {}, ["/title", "/metric", "/baseline", "/target", "/reviewOn"]],
  ["an empty title", { ...BET, title: "  " }, ["/title"]],
  ["a long title", { ...BET, title: LONG }, ["/title"]],
  ["NUL", { ...BET, title: "a\0b" }, ["/title"]],
  ["half of an emoji", { ...BET, metric: "\ud83d" }, ["/metric"]],
  ["a number as text", { ...BET, baseline: "32" }, ["/baseline"]],
  ["1e308", { ...BET, target: 1e308 }, ["/target"]],
  ["5e-324", { ...BET, target: 5e-324 }, ["/target"]],
  ["the year 99999", { ...BET, reviewOn: "99999-01-01" }, ["/reviewOn"]],
  ["30 February", { ...BET, reviewOn: "2027-02-30" }, ["/reviewOn"]],
  ["today", { ...BET, reviewOn: "2026-11-02" }, ["/reviewOn"]],
  ["a target that is the baseline", { ...BET, target: 32 }, ["/target"]],
  ["an unknown key result", { ...BET, keyResult: "nothing" }, ["/keyResult"]],
  ["an unknown learning", { ...BET, cites: "nothing" }, ["/cites"]],
  ["a path as an id", { ...BET, cites: "../x" }, ["/cites"]],
  ["an unknown choice", { ...BET, chosen: "dana" }, ["/chosen"]],
  ["a review that no form offers", { ...BET, reviewAfterShippingDays: 15 }, ["/reviewAfterShippingDays"]],
  ["several faults", { ...BET, title: "", target: null }, ["/title", "/target"]],
  ["a text in a list", { ...BET, notAPerson: [1] }, ["/notAPerson/0"]],
])("refuses a bet with %s, and says where", async (_, body, pointers) => {
  await using s = await stage();
  const { token, bets } = await ready(s);
  const refused = await send(s, bets, { token, body });
  expect(refused.status).toBe(422);
  expect(refused.headers.get("content-type")).toBe("application/problem+json");
  expect(refused.body).toMatchObject({ type: "/api/v1/#invalid-input", status: 422 });
  expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(pointers);
  for (const { detail } of refused.body.errors) expect(detail).toMatch(/^[A-Z].*\.$/s);
  expect((await send(s, bets, { token })).body).toEqual({ bets: [] });
});

test("turns back texts that name a team-mate, with the advice of the forms", async () => {
  await using s = await stage();
  const { token, bets } = await ready(s);
  const body = { ...BET, title: "Ana Sol wants a checklist", belief: "See <@U0BEN>." };
  const refused = await send(s, bets, { token, body });
  expect(refused.status).toBe(422);
  expect(refused.body.errors).toEqual([
    {
      pointer: "/title",
      detail: expect.stringMatching(
        /^“Ana Sol” reads like a team-mate\. Outcomes here belong to the team\. Try “.*”, or list the word in notAPerson\.$/,
      ),
    },
    { pointer: "/belief", detail: expect.stringMatching(/, without the mention\.$/) },
  ]);
  const kept = { ...BET, title: body.title, notAPerson: ["ana sol"] };
  expect((await send(s, bets, { token, body: kept })).status).toBe(201);
  const mention = { ...BET, belief: body.belief, notAPerson: ["<@U0BEN>"] };
  expect((await send(s, bets, { token, body: mention })).status).toBe(422);
});

test("places nothing in a channel that is archived, and says so", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  const { token, bets } = await ready(s);
  // What is cached about the channel is gone then.
  await s.restart({ minutes: 5 }, async () => s.slack.archive("C0GROWTH"));
  const refused = await send(s, bets, { token, body: BET });
  expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining("archived")]);
});

test("marks a bet as shipped, today or on a day, as often as it is asked", async () => {
  await using s = await stage();
  const { token, bets } = await ready(s);
  const { body: bet } = await send(s, bets, { token, body: { ...BET, reviewAfterShippingDays: 14 } });
  const ship = (body?: object) =>
    send(s, `/bets/${bet.id}/ship`, { token, method: "POST", ...(body && { body }) });
  expect((await ship()).body).toMatchObject({ shippedOn: "2026-11-02", reviewOn: "2026-11-16" });
  expect((await ship({})).status).toBe(200);
  expect((await ship({ shippedOn: "2026-10-30" })).body).toMatchObject({ shippedOn: "2026-10-30" });
  const ahead = await ship({ shippedOn: "2026-11-03" });
  expect([ahead.status, ahead.body.errors[0].pointer]).toEqual([422, "/shippedOn"]);
});

test("stops a bet with a verdict that anybody in the channel may confirm", async () => {
  await using s = await stage();
  const { token, bets } = await ready(s);
  const { body: bet } = await send(s, bets, { token, body: BET });
  const stop = () => send(s, `/bets/${bet.id}/stop`, { token, body: { reason: "Half never see the page." } });
  const stopped = await stop();
  expect(stopped.body).toMatchObject({
    state: "provisional",
    verdict: {
      kind: "stopped-early",
      reason: "Half never see the page.",
      finalAt: "2026-11-03T09:00:00Z",
    },
  });
  const again = await stop();
  expect([again.status, again.body.detail]).toEqual([
    409,
    "Bet #1 was settled already. Nothing was changed.",
  ]);
  await s.wait({ minutes: 1 });
  const verdict = (await s.slack.readChannel("C0GROWTH")).at(-1);
  expect(verdict?.text).toMatch(/^Bet #1 /);
  await s.slack.as("U0ANA").clickButton({ channel: "C0GROWTH", ts: verdict?.ts ?? "" }, "Looks right");
  const { body } = await send(s, `/bets/${bet.id}`, { token });
  expect(body).toMatchObject({
    state: "final",
    verdict: { settledAt: "2026-11-03T09:00:00Z".replace("03T09:00", "02T09:01") },
  });
});

test("never tells a vote before the poll closes, and of a unanimous one only how it leans", async () => {
  const { s, people } = await stageWithTeamOf(5);
  await using _ = s;
  const { token, bets } = await ready(s);
  await send(s, bets, { token, body: BET });
  await s.wait({ minutes: 1 });
  const card = (await s.slack.readChannel("C0GROWTH")).find(({ text }) => text.startsWith("Bet #1"));
  const vote = (user: string) =>
    s.slack.as(user).clickButton({ channel: "C0GROWTH", ts: card?.ts ?? "" }, "confidence_90");
  const bet = async () => (await send(s, `${bets}/1`, { token })).body;
  const before = await bet();
  expect(before.confidence).toEqual({ state: "sealed", closesAt: expect.any(String) });
  const [last, ...others] = people.map(({ id }) => id);
  for (const user of others) await vote(user);
  expect(await bet()).toEqual(before);
  await vote(last ?? "");
  expect(await bet()).toEqual({ ...before, confidence: { state: "agreed", leaning: "likely" } });
});

test("lists bets by filters, in pages", async () => {
  await using s = await stage();
  const { token, bets } = await ready(s);
  for (const [index, reviewOn] of ["2026-12-01", "2026-12-15", "2027-01-15", "2027-02-15"].entries())
    await send(s, bets, { token, body: { ...BET, title: `Experiment ${index + 1} on pricing`, reviewOn } });
  await placeBet(s, "Banner lifts sales from 10 to 20 by 18 Jan 2027");
  await settleBet(s, 2, "41");
  const list = async (query: string) => {
    const { body } = await send(s, `${bets}?${query}`, { token });
    return body.bets.map(({ number }: { number: number }) => number);
  };
  expect(await list("")).toEqual([5, 4, 3, 2, 1]);
  expect(await list("state=final")).toEqual([2]);
  expect(await list("verdict=hit")).toEqual([2]);
  expect(await list("state=open&text=pricing")).toEqual([4, 3, 1]);
  expect(await list("reviewAfter=2026-12-15&reviewBefore=2027-02-15")).toEqual([5, 3]);
  expect(await list("text=price+nothing")).toEqual([]);
  expect(await list("keyResult=..%2Fx")).toEqual([]);

  const seen: number[] = [];
  let next: string | undefined = `${bets}?limit=2&reviewAfter=2026-12-01`;
  while (next !== undefined) {
    const { body, headers } = await send(s, next, { token });
    seen.push(...body.bets.map(({ number }: { number: number }) => number));
    next = /^<\/api\/v1(.*)>; rel="next"$/.exec(headers.get("link") ?? "")?.[1];
    expect(body.next === undefined).toBe(next === undefined);
  }
  expect(seen).toEqual([5, 4, 3, 2]);
});

test.each([
  "limit=0",
  "limit=101",
  "limit=x",
  "cursor=x",
  "cursor=WyJyZWFkaW5ncyIsMV0",
  "state=won",
  "reviewBefore=99999-01-01",
  "who=ana",
  "text=%00",
  "limit=1&limit=2",
])("refuses a list with %s, and says which parameter", async (query) => {
  await using s = await stage();
  const { token, bets } = await ready(s);
  const refused = await send(s, `${bets}?${query}`, { token });
  expect(refused.status).toBe(422);
  expect(refused.body.errors).toEqual([{ parameter: query.split("=")[0], detail: expect.any(String) }]);
});

test("counts learnings, goals and settled bets in the quarter's figures", async () => {
  await using s = await stage();
  const ids = await teamWithRecord(s);
  const token = await makeToken(s, ["read"]);
  await settleBet(s, 1, "41");
  const { body } = await send(s, `/teams/${ids.team}/quarters/2026-Q4`, { token });
  expect(body).toMatchObject({
    quarter: "2026-Q4",
    isOver: false,
    placed: 1,
    running: 0,
    verdicts: [{ kind: "hit", bets: 1 }],
    hitRates: { all: { hits: 1, settled: 1 } },
    learnings: [{ text: "People who skip set-up have decided to leave" }],
    keyResults: [{ value: 61 }],
  });
  for (const quarter of ["2027-Q1", "2026-Q5", "0000-Q1", "last"])
    expect((await send(s, `/teams/${ids.team}/quarters/${quarter}`, { token })).status).toBe(404);
  expect((await send(s, `/teams/${ids.team}/quarters/0001-Q1`, { token })).status).toBe(200);
});
