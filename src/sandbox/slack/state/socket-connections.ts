import type { AppAnswer, AppRequest } from "./app-request.ts";

/** The WebSockets of an app that is reached by Socket Mode. */
export interface SocketMode {
  /** What `apps.connections.open` answers: a URL that takes one connection. */
  open(): string;
  deliver(parcel: AppRequest, deadline: number): Promise<AppAnswer>;
  connections(): number;
  /** Asks the app to come back on a new connection, as Slack does every few hours. */
  refresh(): void;
  /** Cuts the app's connections, as a network does that fails. */
  cut(): void;
  /** Sends what Slack never should. */
  sendFrame(text: string): void;
  close(): void;
}
