import type { z } from "zod";

import { type Finding, findingsOf, pointerOf } from "./findings.ts";
import { messageFindings, viewFindings } from "./rules.ts";
import { decoded, messageSchema, viewSchema } from "./surfaces.ts";

/** `pointer` is a JSON pointer such as `/blocks/0/text`, relative to the message or the view. */
export type Problem = { readonly pointer: string; readonly message: string };

const TEXT_MISSING = "missing required field: text";
const TEXT_TOO_LONG = "must be less than 4001 characters";
const VIEW_TOO_LARGE = "must be at most 250 KB";
const VIEW_BYTES = 250_000;

/** Checks the body of `chat.postMessage`, `chat.update`, `chat.postEphemeral`, a `response_url` or a command's ack. */
export function checkMessage(message: unknown): Problem[] {
  if (typeof message === "string") return checkMessage({ text: message });
  const body = withDecoded(message, ["blocks", "attachments", "metadata"]);
  return [...schemaProblems(messageSchema, body, messageFindings(body)), ...textProblems(body)];
}

/** Checks a modal or a Home tab, depending on `type`. */
export function checkView(view: unknown): Problem[] {
  const body = decoded(view);
  const isTooLarge = Buffer.byteLength(JSON.stringify(body) ?? "") > VIEW_BYTES;
  return [
    ...(isTooLarge ? [{ pointer: "", message: VIEW_TOO_LARGE }] : []),
    ...schemaProblems(viewSchema, body, viewFindings(body)),
  ];
}

export type SlackRefusal = {
  readonly ok: false;
  readonly error:
    | "invalid_blocks"
    | "invalid_arguments"
    | "invalid_metadata_format"
    | "msg_too_long"
    | "no_text"
    | "view_too_large";
  readonly response_metadata: { readonly messages: readonly string[] };
};

/** Slack's answer to a message or a view with these problems (at least one). */
export function slackError(problems: readonly Problem[], kind: "message" | "view"): SlackRefusal {
  const root = kind === "view" ? "/view" : "";
  const messages = problems.map(
    ({ pointer, message }) => `[ERROR] ${message} [json-pointer:${root}${pointer}]`,
  );
  const error = kind === "view" ? viewError(problems) : messageError(problems);
  return { ok: false, error, response_metadata: { messages } };
}

function viewError(problems: readonly Problem[]): SlackRefusal["error"] {
  const isTooLarge = problems.some(({ message }) => message === VIEW_TOO_LARGE);
  return isTooLarge ? "view_too_large" : "invalid_arguments";
}

function messageError(problems: readonly Problem[]): SlackRefusal["error"] {
  if (problems.some(({ pointer }) => /^\/(?:blocks|attachments)/u.test(pointer))) return "invalid_blocks";
  if (problems.some(({ pointer }) => pointer.startsWith("/metadata"))) return "invalid_metadata_format";
  const text = problems.find(({ pointer }) => pointer === "/text");
  if (text) return text.message === TEXT_TOO_LONG ? "msg_too_long" : "no_text";
  return "invalid_arguments";
}

function withDecoded(body: unknown, keys: readonly string[]): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, keys.includes(key) ? decoded(value) : value]),
  );
}

/**
 * Stricter than Slack, which accepts blocks without `text`: screen readers read `text`. 4,000 characters is
 * the most that Slack advises and that `chat.update` accepts.
 */
function textProblems(body: unknown): Problem[] {
  if (typeof body !== "object" || body === null) return [];
  if ("delete_original" in body && isTrue(body.delete_original)) return [];
  const text = "text" in body ? body.text : undefined;
  if (typeof text !== "string" || text.trim() === "") return [{ pointer: "/text", message: TEXT_MISSING }];
  return text.length > 4000 ? [{ pointer: "/text", message: TEXT_TOO_LONG }] : [];
}

const isTrue = (value: unknown): boolean => value === true || value === "true";

function schemaProblems(schema: z.ZodType, body: unknown, findings: readonly Finding[]): Problem[] {
  const { error } = schema.safeParse(body, { reportInput: true });
  return [...(error?.issues ?? []).flatMap(findingsOf), ...findings].map(({ path, message }) => ({
    pointer: pointerOf(path),
    message,
  }));
}
