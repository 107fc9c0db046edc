import { createHmac } from "node:crypto";
import { LogLevel } from "@slack/bolt";
import Database from "better-sqlite3";
import { DatabaseError } from "pg";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { redactedError } from "#slack/platform/logging/redacted-error.ts";
import { sdkLogger } from "#slack/platform/logging/sdk-logger.ts";
import { fakeSlack } from "#tests/support/fake-slack.ts";
import { databaseFile } from "#tests/support/ledger.ts";
import { placeBet, settleBet } from "#tests/support/moves.ts";
import { retroOf } from "#tests/support/retros.ts";
import { stage } from "#tests/support/stage.ts";

/** What people wrote about a colleague, in lines that look like a stack's and in words that look like code. */
const MULTILINE = "Dana\n    at Dana (/said/U0DANA.ts:1:1)\n    at left:2:2";
const WRITTEN = [MULTILINE, "Dana", "dana_left", "Dana: left", '"Dana left', "Dana left us in May"];
const QUOTED = /dana|left/i;

async function thrownBy(act: () => unknown): Promise<unknown> {
  try {
    await act();
  } catch (fault) {
    return fault;
  }
  return undefined;
}

const sqlite = (sql: string) => (text: string) => {
  const database = new Database(":memory:");
  database.exec("create table notes (note text unique); create virtual table words using fts5(note)");
  database.exec("create trigger no before insert on notes begin select raise(abort, 'Dana left'); end");
  try {
    database.prepare(sql).all(text);
  } finally {
    database.close();
  }
};

const slack = (text: string, answer: object) => {
  const { client, failures } = fakeSlack(() => Temporal.Instant.fromEpochMilliseconds(0));
  failures["chat.postMessage"] = [{ answer: { status: 200, body: JSON.stringify(answer) } }];
  return client.chat.postMessage({ channel: "C0", text });
};

/** Each fails for at least some texts. */
const FAULTS: Readonly<Record<string, (text: string) => unknown>> = {
  "JSON: quotes its input": (text) => JSON.parse(text),
  "JSON: truncated": (text) => JSON.parse(JSON.stringify({ text }).slice(0, 14)),
  "zod: refuses a form": (text) => z.strictObject({ text: z.literal("x") }).parse({ text, [text]: 1 }),
  "an invalid date": (text) => Temporal.PlainDate.from(text),
  "an invalid number": (text) => BigInt(text),
  "Node: quotes an argument": (text) => Reflect.construct(Buffer, [{}, text, text]),
  "Node: quotes an algorithm": (text) => Reflect.apply(createHmac, undefined, [text, "key"]),
  "text used as an object": (text) => "x" in (JSON.parse(JSON.stringify(text)) as object),
  "text used as a pair": (text) => Reflect.construct(Map, [[text]]),
  "a property name that somebody wrote": (text) => (JSON.parse("null") as Record<string, unknown>)[text],
  "a method name that somebody wrote": (text) => (JSON.parse("{}") as Record<string, () => void>)[text]!(),
  "SQLite: an invalid search query": sqlite("select * from words where words match ?"),
  "SQLite: a trigger's message": sqlite("insert into notes values (?) returning note"),
  "PostgreSQL: a value in message and detail": (text) => {
    const fault = new DatabaseError(`invalid input syntax for type integer: "${text}"`, 1, "error");
    throw Object.assign(fault, { code: "22P02", detail: `Key (text)=(${text}) already exists.` });
  },
  "Slack: an unknown error": (text) => slack(text, { ok: false, error: `Sorry, ${text}` }),
  "Slack: an answer that quotes its input": (text) =>
    slack(text, { ok: false, error: "invalid_blocks", response_metadata: { messages: [text] }, text }),
  "an error of Ourcome's with text in it": (text) => {
    throw new Error(text, { cause: text });
  },
  "an error with text in its name, code and message": (text) => {
    throw Object.assign(new TypeError(`Cannot read ${text}`), {
      name: `Sorry, ${text}`,
      code: `${text}!`,
      text,
    });
  },
  "a thrown string": (text) => {
    throw text;
  },
};

test.each(Object.entries(FAULTS))("logs nothing that somebody wrote: %s", async (_what, act) => {
  const faults = await Promise.all(WRITTEN.map((text) => thrownBy(() => act(text))));
  expect(faults.some((fault) => fault !== undefined)).toBe(true);
  const facts = faults.map((fault) => JSON.stringify(redactedError(fault)));
  expect(facts.filter((logged) => QUOTED.test(logged))).toEqual([]);
  // The stack says where it happened.
  for (const [index, fault] of faults.entries())
    if (fault instanceof Error) expect(facts[index]).toMatch(/redacted-error\.test\.ts|node_modules/);
});

test.each<[string, () => unknown]>([
  ["Cannot read properties of undefined", () => (JSON.parse("[]") as string[])[0]!.length],
  [
    "value is not a function",
    () => {
      const value = JSON.parse("1") as () => void;
      value();
    },
  ],
  [
    "UNIQUE constraint failed: one.note",
    () => {
      const database = new Database(":memory:");
      database.exec("create table one (note text unique); insert into one values ('Dana')");
      database.exec("insert into one values ('Dana')");
    },
  ],
  ["no such table: nowhere", () => sqlite("select ? from nowhere")("Dana")],
])("keeps a message that comes from the code alone: %s", async (words, act) => {
  expect(redactedError(await thrownBy(act))).toMatchObject({ words });
});

describe("log lines of Slack's SDK", () => {
  const logged = (...parts: unknown[]) => {
    const lines: string[] = [];
    const log = (_facts: object, words: string) => void lines.push(words);
    sdkLogger({ info: log, warn: log, error: log }).error(...parts);
    return lines;
  };

  test.each([
    [
      "An incoming event was not acknowledged within 3 seconds. Ensure that ...",
      "An incoming event was not acknowledged within 3 seconds",
    ],
    [
      `Malformed request body: Unexpected token 'D', "${MULTILINE}" is not valid JSON`,
      "Malformed request body",
    ],
    [
      "must be less than 3001 characters [json-pointer:/blocks/0/text]",
      "Slack finds something wrong at /blocks/0/text",
    ],
    [
      `unsupported type: ${MULTILINE} [json-pointer:/view/blocks/1]`,
      "Slack finds something wrong at /view/blocks/1",
    ],
    ["missing_charset", "missing_charset"],
    [MULTILINE, "Slack's library says something that is not repeated here: it may quote what somebody wrote"],
  ])("%j is logged as %j", (line, words) => {
    expect(logged(line, { text: MULTILINE })).toEqual([words]);
  });

  test("contain nothing of Slack's answers", async () => {
    const lines: string[] = [];
    const log = (facts: object, words: string) => void lines.push(JSON.stringify([facts, words]));
    const answer = {
      ok: false,
      error: "invalid_arguments",
      response_metadata: { messages: [`[ERROR] ${MULTILINE}`, "[WARN] Dana"], warnings: ["Dana left"] },
    };
    const { client, failures } = fakeSlack(
      () => Temporal.Instant.fromEpochMilliseconds(0),
      sdkLogger({ info: log, warn: log, error: log }),
    );
    failures["chat.postMessage"] = [{ answer: { body: JSON.stringify(answer) } }];
    const fault = await thrownBy(() => client.chat.postMessage({ channel: "C0", text: MULTILINE }));
    expect(lines).toHaveLength(3);
    expect(lines.join() + JSON.stringify(redactedError(fault))).not.toMatch(QUOTED);
    expect(sdkLogger({ info: log, warn: log, error: log }).getLevel()).toBe(LogLevel.WARN);
  });
});

test("logs a database error without the text that it quotes", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await settleBet(s, 1, "33");
  const db = new Database(file.path);
  for (const table of ["learnings", "next_steps", "readings"])
    db.exec(
      `create trigger no_${table} before insert on ${table} begin select raise(abort, 'Dana left, says U0ANA'); end`,
    );
  db.close();
  const ana = s.slack.as("U0ANA");
  const { retro } = await retroOf(s);
  for (const button of ["Add a learning", "Add a next step"]) {
    await ana.clickButton(retro, button);
    const { errors } = await ana.submit({ text: "Nobody reads a list" });
    expect(errors["text"]).toMatch(/Something went wrong on our side.* id-\d+\./);
    await ana.closeView();
  }
  expect(s.logged).toHaveLength(2);
  for (const line of s.logged) {
    expect(line).toContain('"code":"SQLITE_CONSTRAINT_TRIGGER"');
    expect(line).not.toMatch(/dana|U0ANA|reads a list/i);
  }
});
