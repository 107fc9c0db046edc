import type { PageEntry } from "#sandbox/page/gesture-shapes.ts";

type Kept = Readonly<Record<string, unknown>> | undefined;

/** What stands in a field, from the state that Slack keeps of it: each kind has a key of its own. */
export function entryOf(kept: Kept): PageEntry {
  if (!kept) return null;
  const key = Object.keys(kept).find((name) => name === "value" || name.startsWith("selected_"));
  return key === undefined ? null : plain(kept[key]);
}

function plain(value: unknown): PageEntry {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map((one) => String(plain(one)));
  if (typeof value === "object" && value !== null && "value" in value) return String(value.value);
  return null;
}

export const sameEntry = (one: PageEntry, other: PageEntry): boolean =>
  JSON.stringify(one ?? "") === JSON.stringify(other ?? "");
