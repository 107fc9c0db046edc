import { beforeAll, describe, expect, test } from "vitest";
import { dump } from "#tests/support/dump.ts";
import { type Answer, type Echo, type Sent, signed, startEcho } from "#tests/support/echo.ts";
import { EVERY_REQUEST, idOf, NAMES } from "#tests/support/every-request.ts";
import { ledgerFile } from "#tests/support/ledger.ts";
import { SIGNING_SECRET } from "#sandbox/sandbox.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

type Played = {
  /** The state after each move, and at last after a week. */
  readonly states: readonly string[][];
  /** The request of each move. */
  readonly requests: readonly Sent[];
  /** What went wrong, and what is unlike the move's own request. */
  readonly amiss: readonly unknown[];
  /** After all of it came once more, and what was answered. */
  readonly late: string[];
  readonly answers: readonly Answer[];
};

/** Plays all moves, each request as often as asked for. Ids go by the request that they are made for: what comes in between shifts none. */
async function play(
  copies: number,
  again: (played: { s: Stage; echo: Echo; name: string; sent: Sent; changed: boolean }) => Promise<void>,
): Promise<Played> {
  using file = ledgerFile();
  const count = { request: 0, id: 0 };
  const next = () => Object.assign(count, { request: count.request + 1, id: 0 });
  const newId = () => `id-${count.request}-${(count.id += 1)}`;
  await using s = await stage({ database: file.path, newId });
  await using echo = await startEcho(s.appUrl, { copies: () => copies, onSent: next });
  s.slack.connect(echo.url, s.app.idle);

  const states: string[][] = [dump(file.path)];
  const requests: Sent[] = [];
  for (const [name, move] of EVERY_REQUEST) {
    await move(s);
    const sent = echo.sent.at(-1)!;
    requests.push(sent);
    const state = dump(file.path);
    await again({ s, echo, name, sent, changed: state.join() !== states.at(-1)?.join() });
    states.push(dump(file.path));
  }
  next();
  await s.wait({ days: 8 });
  states.push(dump(file.path));
  const answers: Answer[] = [];
  for (const sent of requests.toReversed()) answers.unshift(await echo.send(sent));
  await s.app.idle();
  return { states, requests, amiss: [...s.slack.problems, ...s.logged], late: dump(file.path), answers };
}

/** The same, as if the person had done it once more. */
function onceMore({ type, body: before }: Sent): Sent {
  const fields = new URLSearchParams(before);
  const payload = JSON.parse(fields.get("payload") ?? "{}") as object;
  fields.set("payload", JSON.stringify({ ...payload, trigger_id: `another.${before.length}` }));
  const body = fields.toString();
  return { type, body, headers: signed(SIGNING_SECRET, type, body) };
}

/** What a move has added to the state, and taken away. */
function changes({ states }: Played, index: number): string[][] {
  const [before = [], after = []] = states.slice(index - 1, index + 1);
  return [after.filter((line) => !before.includes(line)), before.filter((line) => !after.includes(line))];
}

describe("everything that a person can send", () => {
  let once: Played;
  let often: Played;
  beforeAll(async () => {
    once = await play(1, async () => {});
    often = await play(2, async ({ s, echo, name, sent, changed }) => {
      if (!changed || name.startsWith("COMMANDS")) return;
      await echo.send(onceMore(sent));
      await s.app.idle();
    });
  }, 120_000);

  test("is among the moves, and each move sends what it says", () => {
    expect(NAMES.filter((name) => !EVERY_REQUEST.some(([one]) => one === name))).toEqual([]);
    const unlike = EVERY_REQUEST.filter(
      ([name], index) => !decodeURIComponent(once.requests[index]!.body).includes(idOf(name)),
    );
    expect(unlike.map(([name]) => name)).toEqual([]);
    expect(once.amiss).toEqual([]);
  });

  test.each(EVERY_REQUEST.map(([name], index) => [index + 1, name] as const))(
    "%d %s: delivered twice at once, and clicked or sent once more, it changes what it changes once",
    (index) => {
      expect(changes(often, index)).toEqual(changes(once, index));
    },
  );

  test("delivered for the third time after a week, in another order, nothing changes at all", () => {
    expect(often.states.at(-1)).toEqual(once.states.at(-1));
    expect(often.late).toEqual(often.states.at(-1));
  });

  test("a form that came before does not close: nobody knows any more what its first answer was", () => {
    const pushed = once.answers.map(({ status, body }) => [status, body.includes("This came twice")]);
    expect(pushed).toEqual(EVERY_REQUEST.map(([name]) => [200, name.startsWith("FORMS")]));
  });

  test("no reaction is sent to us, so none can be lost: votes are read when a retro closes", () => {
    expect(once.requests.some(({ body }) => body.includes("reaction_added"))).toBe(false);
    expect(once.late.filter((line) => line.startsWith("retro_themes"))).toEqual([
      expect.stringContaining('"votes":1'),
    ]);
  });
});
