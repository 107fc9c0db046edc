import { z } from "@hono/zod-openapi";
import { EVIDENCE, type Reading } from "#domain/readings/reading.ts";
import { day, figure, withoutAbsent } from "#api/kit/fields.ts";

export const evidence = z
  .enum(EVIDENCE)
  .openapi({ description: "How strong the evidence is, the strongest first." });

export const readingFields = {
  value: figure.openapi({ description: "In the bet's unit.", example: 34.5 }),
  takenOn: day,
  evidence,
  significant: z
    .boolean()
    .optional()
    .openapi({ description: "Of an experiment: whether the difference was significant." }),
  note: z.string().optional(),
};

export const readingSchema = z
  .object(readingFields)
  .openapi("Measurement", { description: "A measured value of a bet's metric." });

export const readingFacts = ({ value, takenOn, evidence: strength, significant, note }: Reading) =>
  withoutAbsent({ value, takenOn: takenOn.toString(), evidence: strength, significant, note });
