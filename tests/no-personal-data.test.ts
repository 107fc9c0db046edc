import { type Kysely, SqliteDialect } from "kysely";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import type { Delivery } from "#domain/deliveries/delivery.ts";
import type { WeekFacts } from "#domain/digests/digest.ts";
import type { Goal } from "#domain/goals/goal.ts";
import type { Rendering } from "#slack/platform/deliveries/rendering.ts";
import type { TokenList } from "#slack/surfaces/tokens/tokens-view.ts";
import { migrated } from "#store/database/database.ts";
import type { Tables } from "#store/database/tables.ts";
import type { BetFacts } from "#usecases/bets/find-bet.ts";
import type { KeyResultFacts } from "#usecases/goals/find-goal.ts";
import type { PulseFacts } from "#usecases/pulses/find-pulse.ts";
import type { RetroFacts } from "#usecases/retros/find-retro.ts";
import type { LearningFacts } from "#usecases/learnings/list-learnings.ts";
import type { NextStepFacts } from "#usecases/next-steps/list-next-steps.ts";
import type { ReviewCalendar } from "#usecases/tokens/read-calendar.ts";
import type { TeamOverview } from "#usecases/teams/team-overview.ts";

/** Words in a column's name that suggest it identifies a person. */
const PERSON_WORDS =
  /(?:^|_)(?:who|whom|user|person|people|member|human|author|owner|assignee|creator|voter|hand|actor|writer|reporter|sender|lead|by|name|handle|nick|login|mail|email|phone|avatar|ip|device|session|hash|answer)s?(?:_id)?(?:_|$)/;

/** Columns that match but identify nobody, and why. */
const HARMLESS: Readonly<Record<string, string>> = {
  "teams.name": "the team's name, from its channel",
  "marks.name": "the name of a marker that the process sets",
  "ballots.voter": "a hash under the poll's own key; both are deleted when the poll closes",
  "pulses.could_answer": "a number of people",
  "ballots.answer": "does not say whose it is; sealed if it is text, and deleted when the poll closes",
  "tokens.name": "what the token is for; its form rejects names of people",
  "tokens.hash": "a hash of the token's random secret",
  "idempotency_keys.hash": "a hash of a token's id and of the key that a program sent",
  "requests.hash": "a hash of Slack's random id for a request; only the day is stored with it",
};

async function columnsOf(db: Kysely<Tables>): Promise<string[]> {
  const tables = await db.introspection.getTables();
  await db.destroy();
  return tables
    .filter(({ name }) => !name.startsWith("sqlite_"))
    .flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`));
}

test("has no database column that identifies a person", async () => {
  const columns = await columnsOf(await migrated(new SqliteDialect({ database: new Database(":memory:") })));
  expect(columns.length).toBeGreaterThan(100);
  const suspects = columns.filter((column) => PERSON_WORDS.test(column.split(".")[1] ?? ""));
  expect(suspects.toSorted()).toEqual(Object.keys(HARMLESS).toSorted());
});

test.each(["user_id", "placed_by", "voter", "author", "real_name", "settled_by", "email", "who", "members"])(
  "would detect a column named %s",
  (column) => {
    expect(PERSON_WORDS.test(column)).toBe(true);
  },
);

/** Property names that would identify a person. */
type PersonName =
  | `user${string}` | `${string}User` | `${string}By` | `person${string}` | `member${string}` | `author${string}` | `voter${string}`
  | `owner${string}` | `assignee${string}` | "who" | "people" | "realName" | "displayName" | "email"; // prettier-ignore

type Plain =
  | string | number | bigint | boolean | symbol | null | undefined
  | Temporal.Instant | Temporal.PlainDate | Temporal.PlainTime | Temporal.ZonedDateTime; // prettier-ignore

/** The outermost properties of a type, at any depth, that would identify a person; `never` if there are none. */
type PersonIn<T> = T extends Plain
  ? never
  : T extends readonly (infer One)[]
    ? PersonIn<One>
    : T extends ReadonlyMap<infer Key, infer Value>
      ? PersonIn<Key> | PersonIn<Value>
      : T extends ReadonlySet<infer One>
        ? PersonIn<One>
        : { [Key in keyof T & string]: Key extends PersonName ? Key : PersonIn<T[Key]> }[keyof T & string];

describe("the types that messages, Home and lists are rendered from have no property for a person (checked by the compiler)", () => {
  const nobody = <T>(_none: [PersonIn<T>] extends [never] ? true : PersonIn<T>): T | undefined => undefined;

  test("finds none in the types rendered in messages", () => {
    const rendered = [
      nobody<BetFacts>(true),
      nobody<RetroFacts>(true),
      nobody<PulseFacts>(true),
      nobody<WeekFacts>(true),
      nobody<TeamOverview>(true),
      nobody<LearningFacts>(true),
      nobody<NextStepFacts>(true),
      nobody<KeyResultFacts>(true),
      nobody<Goal>(true),
      nobody<Delivery>(true),
      nobody<TokenList>(true),
      nobody<ReviewCalendar>(true),
      nobody<Omit<Rendering, "message">>(true),
    ];
    expect(rendered.filter((none) => none !== undefined)).toEqual([]);
  });

  test("would detect a nested property for a person", () => {
    type Leaky = BetFacts & {
      readonly disputes: readonly { readonly round: number; readonly userId: string }[];
    };
    const detected: PersonIn<Leaky> = "userId";
    // @ts-expect-error It identifies a person.
    nobody<Leaky>(true);
    expect(detected).toBe("userId");
  });
});
