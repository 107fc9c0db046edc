import type { SandboxState } from "./state.ts";

export interface RequestEntry {
  readonly direction: "to-slack" | "to-app";
  /** A Web API method, or what was sent: `/bet`, `block_actions`, `app_home_opened`. */
  readonly method: string;
  readonly status: number;
  readonly ok: boolean;
  readonly error?: string;
  readonly ms: number;
}

export interface SandboxProblem {
  readonly kind: "limits" | "late" | "failed" | "unknown";
  /** The Web API method or the kind of request to the app. */
  readonly where: string;
  readonly detail: string;
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
