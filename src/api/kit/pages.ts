import type { Context } from "hono";
import type { z } from "@hono/zod-openapi";
import { invalid } from "./problems.ts";

/** A cursor: a place in a list that only this list can read. */
export const writeCursor = (list: string, place: unknown): string =>
  Buffer.from(JSON.stringify([list, place])).toString("base64url");

/** The place that a cursor stands for. Refused if it is none of this list. */
export function readCursor<Schema extends z.ZodType>(
  list: string,
  schema: Schema,
  cursor: string | undefined,
): z.output<Schema> | undefined {
  if (cursor === undefined) return undefined;
  const [of, place] = parsed(cursor);
  const read = schema.safeParse(place);
  if (of !== list || !read.success)
    throw invalid({
      parameter: "cursor",
      detail: "This is no cursor of this list. Use what `next` said, or leave it out to start over.",
    });
  return read.data;
}

function parsed(cursor: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

/** Says in the header `Link` where the next page is. */
export function linkNext(c: Context, cursor: string | undefined): void {
  if (cursor === undefined) return;
  const url = new URL(c.req.url);
  url.searchParams.set("cursor", cursor);
  c.header("link", `<${url.pathname}${url.search}>; rel="next"`);
}
