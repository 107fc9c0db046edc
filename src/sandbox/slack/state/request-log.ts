import type { RequestEntry } from "./request-entry.ts";
import type { SandboxState } from "./state.ts";

/** Adds remarks to a request that is already in the log. */
export type Remark = (...remarks: readonly string[]) => void;

const MAX_ENTRIES = 500;

export function record(state: SandboxState, entry: Omit<RequestEntry, "id">): Remark {
  const remarks = [...entry.remarks];
  const id = (state.requests.at(-1)?.id ?? 0) + 1;
  state.requests.push({ ...entry, id, remarks });
  if (state.requests.length > MAX_ENTRIES) state.requests.splice(0, state.requests.length - MAX_ENTRIES);
  state.changed();
  return (...added) => {
    remarks.push(...added);
    if (added.length > 0) state.changed();
  };
}

export function noteLimits(
  state: SandboxState,
  where: string,
  problems: readonly { readonly pointer: string; readonly message: string }[],
): void {
  for (const { pointer, message } of problems) {
    state.problems.push({ kind: "limits", where, detail: `${pointer}: ${message}` });
  }
}
