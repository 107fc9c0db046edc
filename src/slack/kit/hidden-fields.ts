import type { ViewOutput } from "@slack/bolt";
import { z } from "zod";

/** What fields that a form does not show now hold: texts that people typed, and what they chose. In the form's metadata. */
const hiddenFields = z.object({
  texts: z.record(z.string(), z.string()),
  choices: z.record(z.string(), z.string()),
});
export type HiddenFields = z.output<typeof hiddenFields>;

/** For the metadata of a form that hides fields. */
export const hiddenMetadata = { hidden: hiddenFields.optional() };

const NOTHING: HiddenFields = { texts: {}, choices: {} };

type WithMetadata = Partial<Pick<ViewOutput, "private_metadata">>;

export function hiddenIn({ private_metadata: metadata }: WithMetadata): HiddenFields {
  if (!metadata) return NOTHING;
  return z.object(hiddenMetadata).parse(JSON.parse(metadata)).hidden ?? NOTHING;
}

/** Slack's limit of a view's metadata, in characters. */
const MAX_METADATA = 3_000;

/** False if the metadata would become too long: then the form can hide nothing. */
export const fitsMetadata = (metadata: Record<string, unknown>): boolean =>
  JSON.stringify(metadata).length <= MAX_METADATA;
