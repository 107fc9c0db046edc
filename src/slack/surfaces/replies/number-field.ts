import { z } from "zod";
import { explain } from "./refusals.ts";
import { readNumber } from "#slack/kit/numbers.ts";

/** A number as people write it, with the unit that stands with it; what is ambiguous is asked about beside the field. */
export const numberTyped = z.string("Please enter a number, such as 34.5.").transform((text, context) => {
  const read = readNumber(text);
  if (read.ok) return read.value;
  context.addIssue(explain(read.error));
  return z.NEVER;
});
