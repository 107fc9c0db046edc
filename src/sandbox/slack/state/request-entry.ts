export interface RequestEntry {
  readonly id: number;
  readonly direction: "to-slack" | "to-app";
  /** A Web API method, or what was sent to the app: `/bet`, `block_actions`, `app_home_opened`. */
  readonly method: string;
  /** By the sandbox's clock. */
  readonly at: Temporal.Instant;
  readonly status: number;
  readonly ok: boolean;
  readonly error?: string;
  /** Time from request to response, by the wall clock. */
  readonly ms: number;
  /** In plain words: what was refused, late, over a limit, or caused by a fault that is on. */
  readonly remarks: readonly string[];
}

export interface SandboxProblem {
  readonly kind: "limits" | "late" | "failed" | "unknown";
  /** The Web API method, or the kind of request to the app. */
  readonly where: string;
  readonly detail: string;
}
