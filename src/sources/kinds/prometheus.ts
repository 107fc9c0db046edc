import { z } from "zod";
import type { SourceRefusal, SourceValue } from "#domain/sources/source.ts";
import { ok, type Result } from "#domain/result.ts";
import {
  baseUrl,
  COMMON,
  credentialFields,
  credentialHeaders,
  type SecretField,
} from "#sources/file/fields.ts";
import type { Fetching } from "#sources/http/fetching.ts";
import { request } from "#sources/http/request.ts";
import { fillDays } from "#sources/values/days.ts";
import { writtenNumber } from "#sources/values/numbers.ts";
import { parseJson } from "#sources/values/parse-json.ts";
import { refuse } from "#sources/values/refusals.ts";

export const prometheusFields = (secret: SecretField) =>
  z.strictObject({
    ...COMMON,
    kind: z.literal("prometheus"),
    url: baseUrl,
    ...credentialFields(secret),
    /** PromQL whose result is one sample. */
    query: z.string().min(1, "is empty."),
    /** In which the day ends. */
    timeZone: z.string().refine(isTimeZone, "must be a time zone, such as Europe/Berlin.").default("UTC"),
  });

function isTimeZone(text: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text);
    return true;
  } catch {
    return false;
  }
}

const sample = z.tuple([z.number(), z.string()]);
const answerOf = z.object({
  data: z.discriminatedUnion("resultType", [
    z.object({ resultType: z.literal("vector"), result: z.array(z.object({ value: sample })) }),
    z.object({ resultType: z.literal("scalar"), result: sample }),
  ]),
});

export async function fetchPrometheus(
  source: z.output<ReturnType<typeof prometheusFields>>,
  day: Temporal.PlainDate,
  fetching: Fetching,
): Promise<Result<SourceValue, SourceRefusal>> {
  const url = new URL(`${source.url}/api/v1/query`);
  url.searchParams.set("query", fillDays(source.query, day));
  url.searchParams.set("time", String(endOf(day, source.timeZone, fetching.now()).epochMilliseconds / 1_000));
  const headers = { accept: "application/json", ...credentialHeaders(source) };
  const answer = await request({ url, headers }, fetching);
  if (!answer.ok) return answer;
  const json = parseJson(answer.value);
  if (!json.ok) return json;
  const read = answerOf.safeParse(json.value);
  if (!read.success)
    return refuse("misconfigured", "the query's result is neither an instant vector nor a scalar");
  const { data } = read.data;
  const [first, ...more] =
    data.resultType === "scalar" ? [data.result] : data.result.map(({ value }) => value);
  if (!first) return refuse("no-rows", "the query gives no sample");
  if (more.length > 0) return refuse("many-rows", `the query gives ${more.length + 1} samples`);
  const value = writtenNumber(first[1]);
  return value.ok ? ok({ value: value.value }) : value;
}

/** The day's last millisecond; of today, now. */
function endOf(day: Temporal.PlainDate, timeZone: string, now: Temporal.Instant): Temporal.Instant {
  const end = day.add({ days: 1 }).toZonedDateTime(timeZone).toInstant().subtract({ milliseconds: 1 });
  return Temporal.Instant.compare(end, now) > 0 ? now : end;
}
