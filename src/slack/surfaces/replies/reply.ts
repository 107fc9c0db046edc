import type { AckFn, RespondArguments, RespondFn } from "@slack/bolt";
import { type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { explain, type Refusal } from "./refusals.ts";

/** Answers a command within its ack: no second request, where nothing has to be asked or saved first. */
export const replyWithAck = (
  ack: AckFn<string | RespondArguments>,
  { text, blocks }: Message,
): Promise<void> => ack({ response_type: "ephemeral", text, blocks });

/** Answers the one who asked, and nobody else; the message that a button stands in stays as it is. */
export async function reply(respond: RespondFn, { text, blocks }: Message): Promise<void> {
  await respond({ response_type: "ephemeral", replace_original: false, text, blocks });
}

export const replyWithLines = (respond: RespondFn, ...lines: string[]): Promise<void> =>
  reply(respond, message(paragraph(...lines.map((line) => [line]))));

export const replyRefusal = (respond: RespondFn, refusal: Refusal): Promise<void> =>
  replyWithLines(respond, explain(refusal));

/** The same, in the thread that the button stands in. */
export const inThread =
  (respond: RespondFn, threadTs: string | undefined): RespondFn =>
  (said) =>
    respond(typeof said === "string" || threadTs === undefined ? said : { ...said, thread_ts: threadTs });
