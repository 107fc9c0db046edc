import { type Logger, LogLevel } from "@slack/bolt";
import type { Log } from "#slack/platform/logging/log.ts";

/**
 * The beginnings of log lines of Slack's SDK that help an operator. What follows them may quote a request,
 * and so what people wrote.
 */
const SAFE_PREFIXES = [
  "ack() has already been called",
  "An incoming event was not acknowledged within 3 seconds",
  "An unhandled error occurred after ack() called in a listener",
  "An unhandled error occurred while Bolt processed",
  "Authorization of incoming event did not succeed",
  "Could not determine the type of an incoming event",
  "Failed to parse and verify the request data",
  "Failed to parse the request body",
  "http request failed",
  "Malformed request body",
  "Request body exceeded the maximum allowed size",
];

/** The SDK logs all of Slack's answers. Repeats only the code of a warning and the place of an error. */
const CODE = /^[a-z]+(?:_[a-z]+)+$/;
const POINTER = /\[json-pointer:(?<place>(?:\/(?:\d+|[a-z_]+)){1,12})\]$/;

const REDACTED = "Slack's library says something that is not repeated here: it may quote what somebody wrote";

function safeWords(parts: readonly unknown[]): string {
  const line = parts.find((part) => typeof part === "string") ?? "";
  const known = SAFE_PREFIXES.find((prefix) => line.startsWith(prefix));
  const place = POINTER.exec(line)?.groups?.["place"];
  if (known !== undefined || CODE.test(line)) return known ?? line;
  return place === undefined ? REDACTED : `Slack finds something wrong at ${place}`;
}

/** Passes on log lines of Slack's SDK, without the values in them or logged along with them. */
export const sdkLogger = (log: Log): Logger => ({
  debug: () => {},
  info: () => {},
  warn: (...parts) => log.warn({ from: "slack-sdk" }, safeWords(parts)),
  error: (...parts) => log.error({ from: "slack-sdk" }, safeWords(parts)),
  setLevel: () => {},
  getLevel: () => LogLevel.WARN,
  setName: () => {},
});
