import type { JsonObject } from "./shapes.ts";

/** Something for the app, whichever way it goes there. */
export interface AppRequest {
  /** As the log calls it. */
  readonly what: string;
  readonly kind: "slash_commands" | "interactive" | "events_api";
  readonly payload: JsonObject;
}

/** What became of it: an ack with its payload, or none and why. */
export type AppAnswer =
  | { readonly acked: true; readonly status: number; readonly payload: JsonObject }
  | { readonly acked: false; readonly status: number; readonly late: boolean; readonly detail: string };
