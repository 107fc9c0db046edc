import { beforeAll, describe, expect, test } from "vitest";
import { dump } from "#tests/support/dump.ts";
import {
  type Answer,
  type RecordingProxy,
  type Sent,
  signedHeaders,
  startRecordingProxy,
} from "#tests/support/recording-proxy.ts";
import { EVERY_REQUEST } from "#tests/support/every-request.ts";
import { idOf, NAMES } from "#tests/support/request-moves.ts";
import { databaseFile } from "#tests/support/ledger.ts";
import { SIGNING_SECRET } from "#sandbox/sandbox.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

type Run = {
  /** The state at the start, after each move, and after the final week. */
  readonly states: readonly string[][];
  /** The request of each move. */
  readonly requests: readonly Sent[];
  /** Sandbox problems and log lines. */
  readonly problems: readonly unknown[];
  /** The state after every request was delivered again at the end. */
  readonly finalState: string[];
  /** The answers to these repeated requests. */
  readonly answers: readonly Answer[];
};

/**
 * Plays all moves and delivers each request `copies` times. Ids are numbered per request, so that repeated requests do
 * not shift the ids of later ones.
 */
async function play(
  copies: number,
  afterMove: (move: {
    s: Stage;
    echo: RecordingProxy;
    name: string;
    sent: Sent;
    changed: boolean;
  }) => Promise<void>,
): Promise<Run> {
  using file = databaseFile();
  const count = { request: 0, id: 0 };
  const next = () => Object.assign(count, { request: count.request + 1, id: 0 });
  const newId = () => `id-${count.request}-${(count.id += 1)}`;
  await using s = await stage({ database: file.path, newId, url: "https://ourcome.example.com" });
  await using echo = await startRecordingProxy(s.appUrl, { copies: () => copies, onSent: next });
  s.slack.connect(echo.url, s.app.idle);

  const states: string[][] = [dump(file.path)];
  const requests: Sent[] = [];
  for (const [name, move] of EVERY_REQUEST) {
    await move(s);
    const sent = echo.sent.at(-1)!;
    requests.push(sent);
    const state = dump(file.path);
    await afterMove({ s, echo, name, sent, changed: state.join() !== states.at(-1)?.join() });
    states.push(dump(file.path));
  }
  next();
  await s.wait({ days: 8 });
  states.push(dump(file.path));
  const answers: Answer[] = [];
  for (const sent of requests.toReversed()) answers.unshift(await echo.send(sent));
  await s.app.idle();
  return {
    states,
    requests,
    problems: [...s.slack.problems, ...s.logged],
    finalState: dump(file.path),
    answers,
  };
}

/** The same request, as if the person had clicked or sent it again. */
function repeatedByPerson({ type, body: before }: Sent): Sent {
  const fields = new URLSearchParams(before);
  const payload = JSON.parse(fields.get("payload") ?? "{}") as object;
  fields.set("payload", JSON.stringify({ ...payload, trigger_id: `another.${before.length}` }));
  const body = fields.toString();
  return { type, body, headers: signedHeaders(SIGNING_SECRET, type, body) };
}

/** The lines that a move added to the state and removed from it. */
function changes({ states }: Run, index: number): string[][] {
  const [before = [], after = []] = states.slice(index - 1, index + 1);
  return [after.filter((line) => !before.includes(line)), before.filter((line) => !after.includes(line))];
}

describe("every request a person can send", () => {
  let single: Run;
  let repeated: Run;
  beforeAll(async () => {
    single = await play(1, async () => {});
    repeated = await play(2, async ({ s, echo, name, sent, changed }) => {
      if (!changed || name.startsWith("COMMANDS")) return;
      await echo.send(repeatedByPerson(sent));
      await s.app.idle();
    });
  }, 120_000);

  test("has a move, and each move sends the request it is named after", () => {
    expect(NAMES.filter((name) => !EVERY_REQUEST.some(([known]) => known === name))).toEqual([]);
    const mismatched = EVERY_REQUEST.filter(
      ([name], index) => !decodeURIComponent(single.requests[index]!.body).includes(idOf(name)),
    );
    expect(mismatched.map(([name]) => name)).toEqual([]);
    expect(single.problems).toEqual([]);
  });

  test.each(EVERY_REQUEST.map(([name], index) => [index + 1, name] as const))(
    "%d %s: takes effect once, even if delivered twice or clicked or sent again",
    (index) => {
      expect(changes(repeated, index)).toEqual(changes(single, index));
    },
  );

  test("delivering every request again after a week, in reverse order, changes nothing", () => {
    expect(repeated.states.at(-1)).toEqual(single.states.at(-1));
    expect(repeated.finalState).toEqual(repeated.states.at(-1));
  });

  test("a form that was sent before stays open, since its first answer is not known", () => {
    const pushed = single.answers.map(({ status, body }) => [status, body.includes("This came twice")]);
    expect(pushed).toEqual(EVERY_REQUEST.map(([name]) => [200, name.startsWith("FORMS")]));
  });

  test("reads votes when a retro closes instead of receiving reactions, so none can be lost", () => {
    expect(single.requests.some(({ body }) => body.includes("reaction_added"))).toBe(false);
    expect(single.finalState.filter((line) => line.startsWith("retro_themes"))).toEqual([
      expect.stringContaining('"votes":1'),
    ]);
  });
});
