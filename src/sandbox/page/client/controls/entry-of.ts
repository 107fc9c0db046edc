import type { PageEntry } from "#sandbox/page/gesture-shapes.ts";

type ElementState = Readonly<Record<string, unknown>> | undefined;

/** A field's entry from its view state, in which each element type has its own key. */
export function entryOf(state: ElementState): PageEntry {
  if (!state) return null;
  const key = Object.keys(state).find((name) => name === "value" || name.startsWith("selected_"));
  return key === undefined ? null : plainEntry(state[key]);
}

function plainEntry(value: unknown): PageEntry {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map((item) => String(plainEntry(item)));
  if (typeof value === "object" && value !== null && "value" in value) return String(value.value);
  return null;
}

export const sameEntry = (a: PageEntry, b: PageEntry): boolean =>
  JSON.stringify(a ?? "") === JSON.stringify(b ?? "");
