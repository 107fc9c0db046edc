import { expect, test } from "vitest";
import { makeToken, send } from "#tests/support/api.ts";
import { setUpTeam } from "#tests/support/moves.ts";
import { stage } from "#tests/support/stage.ts";

const BET = {
  title: "Checklist on first login",
  metric: "activation",
  unit: "%",
  baseline: 32,
  target: 40,
  reviewOn: "2026-12-15",
};

test.each([{ socket: false }, { socket: true }])(
  "places a bet and posts its card: %o",
  async ({ socket }) => {
    await using s = await stage({ socket });
    await setUpTeam(s);
    const token = await makeToken(s, ["write"]);
    const { body } = await send(s, "/teams", { token });
    const [team] = body.teams;
    const placed = await send(s, `/teams/${team.id}/bets`, { token, body: BET });
    expect(placed.body).toMatchObject({ number: 1, title: BET.title, state: "open" });
    expect(placed.status).toBe(201);
    const path = placed.headers.get("location")!.replace("/api/v1", "");
    expect((await send(s, path, { token })).body).toEqual(placed.body);
    await expect.poll(() => s.texts()).toContainEqual(expect.stringMatching(/^Bet #1 · Checklist/));
    expect([s.slack.problems, s.logged]).toEqual([[], []]);
  },
);
