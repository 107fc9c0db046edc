import { z } from "zod";
import { csvFields } from "#sources/kinds/csv.ts";
import { growthbookFields } from "#sources/kinds/growthbook.ts";
import { jsonFields } from "#sources/kinds/json.ts";
import { postgresFields } from "#sources/kinds/postgres.ts";
import { posthogFields } from "#sources/kinds/posthog.ts";
import { prometheusFields } from "#sources/kinds/prometheus.ts";
import { secretsFrom, type Variables } from "./fields.ts";

const KINDS = ["json", "csv", "prometheus", "postgres", "posthog", "growthbook"].join(", ");

/** `sources.yml`, with the secrets in place of their names. */
export function fileSchema(variables: Variables) {
  const secret = secretsFrom(variables);
  const source = z.discriminatedUnion(
    "kind",
    [
      jsonFields(secret),
      csvFields(secret),
      prometheusFields(secret),
      postgresFields(secret),
      posthogFields(secret),
      growthbookFields(secret),
    ],
    { error: ({ code }) => (code === "invalid_union" ? `must be one of ${KINDS}.` : undefined) },
  );
  return z.strictObject({ sources: z.array(source) });
}

/** A source as the operator defined it. It holds secrets: nothing of it but the name is ever logged. */
export type Source = z.output<ReturnType<typeof fileSchema>>["sources"][number];
