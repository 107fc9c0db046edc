import { query } from "jsonpath-rfc9535";
import parsePath from "jsonpath-rfc9535/parser";
import { z } from "zod";
import type { SourceRefusal, SourceValue } from "#domain/sources/source.ts";
import { ok, type Result } from "#domain/result.ts";
import { COMMON, credentialHeaders, requestFields, type SecretField, urlFor } from "#sources/file/fields.ts";
import type { Fetching } from "#sources/http/fetching.ts";
import { request } from "#sources/http/request.ts";
import { finiteNumber } from "#sources/values/numbers.ts";
import { parseJson } from "#sources/values/parse-json.ts";
import { refuse } from "#sources/values/refusals.ts";

export const jsonFields = (secret: SecretField) =>
  z.strictObject({
    ...COMMON,
    kind: z.literal("json"),
    ...requestFields(secret),
    /** By RFC 9535; must select exactly one number. */
    path: z.string().refine(isPath, "must be a JSONPath, such as $.data.total (RFC 9535)."),
  });

function isPath(text: string): boolean {
  try {
    parsePath(text);
    return true;
  } catch {
    return false;
  }
}

export async function fetchJson(
  source: z.output<ReturnType<typeof jsonFields>>,
  day: Temporal.PlainDate,
  fetching: Fetching,
): Promise<Result<SourceValue, SourceRefusal>> {
  const headers = { accept: "application/json", ...credentialHeaders(source) };
  const answer = await request({ url: urlFor(source, day), headers }, fetching);
  if (!answer.ok) return answer;
  const json = parseJson(answer.value);
  if (!json.ok) return json;
  const [selected, ...more] = query(json.value, source.path);
  if (selected === undefined) return refuse("no-rows", "the path selects nothing");
  if (more.length > 0) return refuse("many-rows", `the path selects ${more.length + 1} values`);
  const value = finiteNumber(selected);
  return value.ok ? ok({ value: value.value }) : value;
}
