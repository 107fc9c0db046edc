import type { SourceRefusal } from "#domain/sources/source.ts";
import { ok, type Result } from "#domain/result.ts";
import type { Answer } from "#sources/http/request.ts";
import { refuse } from "./refusals.ts";

/** Deeper than any API's answer. JSONPath's `..` takes minutes for 200,000 levels, which fit into one megabyte. */
const MAX_DEPTH = 100;

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export function parseJson({ bytes, isHtml }: Answer): Result<Json, SourceRefusal> {
  if (isHtml) return refuse("not-a-number", "the answer is HTML, not JSON");
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  if (text.trim() === "") return refuse("no-rows", "the answer is empty");
  if (isDeeperThan(text, MAX_DEPTH))
    return refuse("not-a-number", `the JSON is nested over ${MAX_DEPTH} deep`);
  try {
    return ok(JSON.parse(text) as Json);
  } catch {
    return refuse("not-a-number", "the answer is not JSON, or only half of it");
  }
}

function isDeeperThan(text: string, max: number): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === "[" || token === "{") depth += 1;
    else if (token === "]" || token === "}") depth -= 1;
    if (depth > max) return true;
  }
  return false;
}
