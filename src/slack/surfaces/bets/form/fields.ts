import { z } from "zod";
import { CHOICES } from "#slack/surfaces/ids.ts";
import { hiddenMetadata } from "#slack/kit/hidden-fields.ts";

/** The form's fields by their block ids. */
export const BET_FIELDS = {
  title: "title",
  metric: CHOICES.metric,
  baseline: "baseline",
  target: "target",
  reviewOn: "review_on",
  chosen: "chosen",
  afterShipping: "after_shipping",
  belief: "belief",
  unit: "unit",
  source: "source",
  guardrail: "guardrail",
  alone: CHOICES.alone,
  dependency: "dependency",
  keyResult: "key_result",
  cites: "cites",
} as const;

/** The fields behind "More". The form hides them at first. */
export const MORE_TEXTS = ["belief", "unit", "guardrail"] as const satisfies ReadonlyArray<
  keyof typeof BET_FIELDS
>;
export const MORE_CHOICES = [
  "afterShipping",
  "source",
  "alone",
  "dependency",
  "keyResult",
  "cites",
] as const satisfies ReadonlyArray<keyof typeof BET_FIELDS>;

/** The form's initial values: from a sentence, from a message, or what was filled in before. */
export type BetPrefill = { readonly [Field in keyof typeof BET_FIELDS]?: string | undefined };

/**
 * `bet` is the id of the new bet, so that a form sent twice places one bet. `question` asks for the review date, where the
 * sentence named one that only the team knows.
 */
export const betMetadata = z.object({
  team: z.string(),
  bet: z.string().optional(),
  question: z.string().optional(),
  ...hiddenMetadata,
});
export type BetMetadata = Omit<z.input<typeof betMetadata>, "hidden">;

/** The values of a form that is open. */
export const prefillFromFields = (values: Readonly<Record<string, string | undefined>>): BetPrefill =>
  Object.fromEntries(Object.entries(BET_FIELDS).map(([field, id]) => [field, values[id]]));
