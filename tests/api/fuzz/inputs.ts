import * as fc from "fast-check";

/** A part of a JSON Schema without references. */
export type Schema = {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
};

/** Texts that break programs. Raw text of JSON, so that it may have halves of emoji. */
const ODD_TEXTS = [
  "", " ", "\0", "a\0b", "\ud83d", "\udc00", "\u202e", "x".repeat(5_000), "'; drop table bets; --", "%", "%00", "${x}", "=cmd()",
  "<@U0ANA>", "Ana Sol", "<script>", "../../etc/passwd", "99999-01-01", "2026-02-30", "0000-01-01", "-271821-04-19", "9999-12-31",
  "NaN", "1e308", "__proto__", "constructor", "2026-Q4", "0000-Q1", "\u0085", "\u2028", "👩‍👩‍👧", "ﷺ", "a\u0301".repeat(200),
]; // prettier-ignore

const ODD_NUMBERS = [
  0,
  -0,
  1,
  -1,
  0.1,
  1e15,
  -1e15,
  1e15 + 1,
  1e308,
  -1e308,
  5e-324,
  1e-15,
  1e-16,
  2 ** 53,
  2 ** 31,
];

const oddText = fc.oneof(fc.constantFrom(...ODD_TEXTS), fc.string({ unit: "binary", maxLength: 40 }));
const oddValue = fc.oneof(oddText, fc.constantFrom(...ODD_NUMBERS), fc.jsonValue({ maxDepth: 2 }));

/** A day near the clock of the tests, often enough one that is allowed. */
const someDay = fc.oneof(
  fc
    .integer({ min: -60, max: 600 })
    .map((days) => Temporal.PlainDate.from("2026-11-02").add({ days }).toString()),
  fc.constantFrom("0001-01-01", "9999-12-31", "2028-02-29"),
);

/** Texts to choose from by the name of the field or parameter: the ids that there are. */
export type Known = Readonly<Record<string, readonly string[]>>;

/** Mostly values that fit the schema, and now and then ones that don't. */
export function valueOf(schema: Schema, known: Known, name = ""): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 40, arbitrary: fitting(schema, known, name) },
    { weight: 1, arbitrary: oddValue },
  );
}

function fitting(schema: Schema, known: Known, name: string): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => fitting(one, known, name)));
  switch (schema.type) {
    case "object": {
      const fields = Object.entries(schema.properties ?? {}).map(
        ([field, part]) => [field, valueOf(part, known, field)] as const,
      );
      const whole = fc.record(Object.fromEntries(fields), {
        requiredKeys: [...(schema.required ?? [])],
      });
      const more = fc.record({ more: oddText, value: oddValue });
      const withMore = fc.tuple(whole, more).map(([value, { more: field, value: part }]) => ({
        ...value,
        [field]: part,
      }));
      const without = fc
        .tuple(whole, fc.constantFrom("", ...Object.keys(schema.properties ?? {})))
        .map(([value, field]) => Object.fromEntries(Object.entries(value).filter(([one]) => one !== field)));
      return fc.oneof(
        { weight: 24, arbitrary: whole },
        { weight: 1, arbitrary: withMore },
        { weight: 1, arbitrary: without },
      );
    }
    case "array":
      return fc.array(valueOf(schema.items ?? {}, known), { maxLength: 3 });
    case "integer":
      return fc.integer({ min: schema.minimum ?? 1, max: schema.maximum ?? 9 });
    case "number":
      return fc.oneof(
        { weight: 8, arbitrary: fc.integer({ min: -1_000, max: 1_000 }) },
        { weight: 1, arbitrary: fc.constantFrom(...ODD_NUMBERS) },
      );
    case "boolean":
      return fc.boolean();
    default:
      if (schema.format === "date") return someDay;
      if (known[name]) return fc.constantFrom(...known[name]);
      return fc.oneof(
        { weight: 24, arbitrary: fc.lorem({ maxCount: 3 }).map((words) => words.slice(0, 20).trim()) },
        { weight: 1, arbitrary: oddText },
      );
  }
}

/** An id in a path: mostly one that there is. `own`: of the kind that belongs there. */
export const pathPart = (own: readonly string[], ids: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...own) },
    { weight: 1, arbitrary: fc.constantFrom(...ids) },
    { weight: 1, arbitrary: oddText },
  );

/** Bodies that aren't JSON of any shape. */
export const oddBody: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "",
    "{",
    "null",
    "[]",
    '"',
    '{"value":NaN}',
    '{"value":1e999}',
    "[".repeat(9_999),
    "\ufeff{}",
    "a=b",
  ),
  fc.constantFrom(
    '{"__proto__":{"value":1}}',
    '{"value":1,"value":"x"}',
    '{"title":"\\ud800"}',
    " ".repeat(300_000),
  ),
  fc.json({ maxDepth: 4 }),
);

export const oddKey: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("a", "b", "", "x".repeat(300)),
  fc.string({ maxLength: 20 }),
);

export { oddText };
