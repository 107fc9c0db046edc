import type { SandboxState } from "./state.ts";

export interface RequestEntry {
  readonly id: number;
  readonly direction: "to-slack" | "to-app";
  /** A Web API method, or what was sent: `/bet`, `block_actions`, `app_home_opened`. */
  readonly method: string;
  /** By the story's clock. */
  readonly at: Temporal.Instant;
  readonly status: number;
  readonly ok: boolean;
  readonly error?: string;
  /** From the request to its answer, by the wall clock. */
  readonly ms: number;
  /** What was refused, late, over a limit, or put wrong by a fault that is on: in words. */
  readonly remarks: readonly string[];
}

export interface SandboxProblem {
  readonly kind: "limits" | "late" | "failed" | "unknown";
  /** The Web API method or the kind of request to the app. */
  readonly where: string;
  readonly detail: string;
}

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
