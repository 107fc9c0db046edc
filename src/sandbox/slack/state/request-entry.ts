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
