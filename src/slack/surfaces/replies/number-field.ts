import { z } from "zod";
import { explain } from "./refusals.ts";
import { readNumber } from "#slack/kit/numbers.ts";

/** Reads a number as people write it, with its unit if one is given. An ambiguous number is a field error. */
export const numberTyped = z.string("Please enter a number, such as 34.5.").transform((text, context) => {
  const read = readNumber(text);
  if (read.ok) return read.value;
  context.addIssue(explain(read.error));
  return z.NEVER;
});
