import { type Logger, LogLevel } from "@slack/bolt";
import type { Log } from "#slack/platform/logging/log.ts";

/**
 * How lines of Slack's libraries begin that somebody who runs Ourcome can use. What follows can quote what came in, and
 * with it what people wrote.
 */
const KNOWN = [
  "A request was refused: its body is nothing that Slack sends",
  "A request was refused: its body is too large",
  "A request was refused: it is stale, or not signed by Slack",
  "A request was refused: it is stamped in the future",
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

/** Of Slack's answers the library logs every word; a warning by its code, and the place of a mistake, are ours to mend. */
const CODE = /^[a-z]+(?:_[a-z]+)+$/;
const POINTER = /\[json-pointer:(?<place>(?:\/(?:\d+|[a-z_]+)){1,12})\]$/;

const REST = "Slack's library says something that is not repeated here: it may quote what somebody wrote";

function wordsOf(parts: readonly unknown[]): string {
  const said = parts.find((part) => typeof part === "string") ?? "";
  const known = KNOWN.find((start) => said.startsWith(start));
  const place = POINTER.exec(said)?.groups?.["place"];
  if (known !== undefined || CODE.test(said)) return known ?? said;
  return place === undefined ? REST : `Slack finds something wrong at ${place}`;
}

/** Lets Slack's libraries speak in our log, without the values that come with their words or stand in them. */
export const sdkLogger = (log: Log): Logger => ({
  debug: () => {},
  info: () => {},
  warn: (...parts) => log.warn({ from: "slack-sdk" }, wordsOf(parts)),
  error: (...parts) => log.error({ from: "slack-sdk" }, wordsOf(parts)),
  setLevel: () => {},
  getLevel: () => LogLevel.WARN,
  setName: () => {},
});
