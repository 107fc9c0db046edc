import type { RequestEntry } from "./request-entry.ts";
import type { SandboxState } from "./state.ts";

/** Adds to the remarks of a request that stands in the log already. */
export type Remark = (...words: readonly string[]) => void;

const KEPT = 500;

export function record(state: SandboxState, entry: Omit<RequestEntry, "id">): Remark {
  const remarks = [...entry.remarks];
  const id = (state.requests.at(-1)?.id ?? 0) + 1;
  state.requests.push({ ...entry, id, remarks });
  if (state.requests.length > KEPT) state.requests.splice(0, state.requests.length - KEPT);
  state.changed();
  return (...words) => {
    remarks.push(...words);
    if (words.length > 0) state.changed();
  };
}

export function noteLimits(
  state: SandboxState,
  where: string,
  found: readonly { readonly pointer: string; readonly message: string }[],
): void {
  for (const { pointer, message } of found) {
    state.problems.push({ kind: "limits", where, detail: `${pointer}: ${message}` });
  }
}
