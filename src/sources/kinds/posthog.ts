import { z } from "zod";
import type { SourceRefusal, SourceValue } from "#domain/sources/source.ts";
import { ok, type Result } from "#domain/result.ts";
import { baseUrl, COMMON, idText, type SecretField } from "#sources/file/fields.ts";
import type { Fetching } from "#sources/http/fetching.ts";
import { type Request, request } from "#sources/http/request.ts";
import { fillDays } from "#sources/values/days.ts";
import { finiteNumber } from "#sources/values/numbers.ts";
import { parseJson } from "#sources/values/parse-json.ts";
import { refuse } from "#sources/values/refusals.ts";

export const posthogFields = (secret: SecretField) =>
  z
    .strictObject({
      ...COMMON,
      kind: z.literal("posthog"),
      url: baseUrl,
      project: z.union([z.number().int().positive(), idText], "must be the project's id."),
      /** A personal API key with the scope query:read, or insight:read. */
      token: secret,
      /** The insight's number, or the short id in its address. */
      insight: z.union([z.number().int().positive(), idText], "must be the insight's id.").optional(),
      /** Of an insight with several series: which one, from 0. */
      series: z.number().int().min(0).optional(),
      /** HogQL that gives one row with one number. */
      query: z.string().min(1, "is empty.").optional(),
    })
    .refine(({ insight, query }) => (insight === undefined) !== (query === undefined), {
      message: "must have either insight or query.",
    });

type PosthogSource = z.output<ReturnType<typeof posthogFields>>;

const rows = z.array(z.array(z.unknown()));
const series = z.object({
  data: z.array(z.unknown()).optional(),
  days: z.array(z.string()).nullish(),
  aggregated_value: z.unknown().optional(),
});
const insightOf = z.object({ result: z.union([rows, z.array(series)]) });
const answerOf = z.union([
  z.object({ results: rows }),
  // An insight by its short id comes in a list.
  z
    .object({ results: z.array(insightOf).max(1) })
    .transform(({ results: [insight] }) => ({ results: insight?.result ?? [] })),
  insightOf.transform(({ result }) => ({ results: result })),
]);

export async function fetchPosthog(
  source: PosthogSource,
  day: Temporal.PlainDate,
  fetching: Fetching,
): Promise<Result<SourceValue, SourceRefusal>> {
  const answer = await request(requestFor(source, day), fetching);
  if (!answer.ok) return answer;
  const json = parseJson(answer.value);
  if (!json.ok) return json;
  const read = answerOf.safeParse(json.value);
  if (!read.success) return refuse("not-a-number", "the answer holds neither rows nor a trend");
  const { results } = read.data;
  const value = isRows(results) ? ofRows(results) : ofTrend(results, source.series, day);
  return value.ok ? ok({ value: value.value }) : value;
}

function requestFor(
  { url, project, token, insight, query }: PosthogSource,
  day: Temporal.PlainDate,
): Request {
  const at = `${url}/api/projects/${project}`;
  const headers = { accept: "application/json", authorization: `Bearer ${token}` };
  if (query !== undefined)
    return {
      url: new URL(`${at}/query/`),
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({
        query: { kind: "HogQLQuery", query: fillDays(query, day) },
        refresh: "blocking",
      }),
    };
  return typeof insight === "number"
    ? { url: new URL(`${at}/insights/${insight}/?refresh=blocking`), headers }
    : { url: new URL(`${at}/insights/?short_id=${insight}&refresh=blocking`), headers };
}

const isRows = (results: unknown[][] | z.output<typeof series>[]): results is unknown[][] =>
  results.every((row) => Array.isArray(row));

function ofRows([row, ...more]: readonly unknown[][]): Result<number, SourceRefusal> {
  if (!row) return refuse("no-rows", "PostHog gives no row");
  if (more.length > 0) return refuse("many-rows", `PostHog gives ${more.length + 1} rows`);
  if (row.length !== 1) return refuse("misconfigured", `the query gives ${row.length} columns`);
  return finiteNumber(row[0]);
}

function ofTrend(
  all: readonly z.output<typeof series>[],
  wanted: number | undefined,
  day: Temporal.PlainDate,
): Result<number, SourceRefusal> {
  if (wanted === undefined && all.length > 1)
    return refuse("many-rows", `the insight has ${all.length} series: say which one`);
  const one = all[wanted ?? 0];
  if (!one) return refuse("no-rows", "the insight has no such series");
  const { days, data, aggregated_value: total } = one;
  if (!days || days.length === 0) return finiteNumber(total ?? null);
  // By day "2026-11-02", or "2026-11-02 00:00:00".
  const at = days.findIndex((text) => text.slice(0, 10) === day.toString());
  return at < 0
    ? refuse("no-rows", "the insight has no value of that day")
    : finiteNumber(data?.[at] ?? null);
}
