import { z } from "@hono/zod-openapi";
import { LIMITS } from "#slack/kit/text.ts";

/** As in Slack's forms: with larger numbers, a card would show another one than was sent. */
const MAX_VALUE = 1e15;
const MIN_VALUE = 1e-15;

const isWholeText = (text: string) => text.isWellFormed() && !/[\p{Cc}--[\n\r\t]]/v.test(text);
const UNREADABLE = "This has characters that no text has, such as NUL or half of an emoji.";

/** A text that people read, trimmed, from one character up to `max`. */
export const text = (max: number) =>
  z.string().refine(isWholeText, UNREADABLE).trim().min(1).max(max, `Please use ${max} characters at most.`);

/** A measured or aimed-for value. */
export const number = z
  .number()
  .min(-MAX_VALUE)
  .max(MAX_VALUE)
  .refine(
    (value) => value === 0 || Math.abs(value) >= MIN_VALUE,
    "This number is too small to be told from 0.",
  )
  // Zero has no sign.
  .transform((value) => value + 0);

/** A number in an answer. */
export const figure = z.number();

/** A day in the team's calendar, in requests. */
export const dayIn = z.iso
  .date("Please write a day such as 2026-12-31.")
  .transform((written) => Temporal.PlainDate.from(written));

/** A day in the team's calendar, in answers. */
export const day = z.iso.date().openapi({ example: "2026-12-31" });

export const moment = z.iso.datetime().openapi({ example: "2026-11-02T09:00:00Z" });

/** Ids are given by Ourcome: anything else is unknown. */
const ID = /^[\w-]{1,64}$/;
export const idIn = z.string().regex(ID, "This is no id that Ourcome gives.");
export const id = z.string();

/** Words in the request's texts that read like a name and are none. */
export const notAPerson = z
  .array(z.string().min(1).max(LIMITS.name))
  .max(20)
  .optional()
  .openapi({
    description:
      "Words in the texts that are not a person, such as Grace in grace period. A text that names a person is turned back.",
    example: ["Grace"],
  });

const MAX_PAGE = 100;
const USUAL_PAGE = 25;

/** How much of a list to answer, and from where on. */
export const paging = {
  limit: z
    .string()
    .regex(/^\d{1,3}$/, `Please use a whole number from 1 to ${MAX_PAGE}.`)
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= MAX_PAGE, `Please use a whole number from 1 to ${MAX_PAGE}.`)
    .default(USUAL_PAGE)
    .openapi({ type: "integer", minimum: 1, maximum: MAX_PAGE, description: "How many to answer at most." }),
  cursor: z
    .string()
    .max(300, "This is no cursor of this list. Use what `next` said.")
    .optional()
    .openapi({ description: "Where to go on: `next` of the answer before." }),
};

export const next = z.string().optional().openapi({
  description: "The cursor of the next page, which the header `Link` has, too. Absent on the last.",
});

/** Leaves out what is undefined, so that JSON and types agree. */
export const withoutAbsent = <Value extends object>(
  value: Value,
): { [Name in keyof Value]: Exclude<Value[Name], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as {
    [Name in keyof Value]: Exclude<Value[Name], undefined>;
  };
