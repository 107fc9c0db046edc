import type { JsonObject } from "./shapes.ts";

/** A request to the app, over HTTP or Socket Mode. */
export interface AppRequest {
  /** Its name in the log. */
  readonly name: string;
  readonly kind: "slash_commands" | "interactive" | "events_api";
  readonly payload: JsonObject;
}

/** The app's ack with its payload, or why there was none. */
export type AppAnswer =
  | { readonly acked: true; readonly status: number; readonly payload: JsonObject }
  | { readonly acked: false; readonly status: number; readonly late: boolean; readonly detail: string };
