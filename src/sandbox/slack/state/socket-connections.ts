import type { AppAnswer, AppRequest } from "./app-request.ts";

/** The WebSocket connections of an app in Socket Mode. */
export interface SocketMode {
  /** For `apps.connections.open`: a URL that accepts one connection. */
  open(): string;
  deliver(request: AppRequest, deadline: number): Promise<AppAnswer>;
  connections(): number;
  /** Asks the app to reconnect, as Slack does every few hours. */
  refresh(): void;
  /** Cuts the app's connections, as a network failure would. */
  cut(): void;
  /** Sends a raw frame to the app, such as one that Slack would never send. */
  sendFrame(text: string): void;
  close(): void;
}
