import type { AckFn, RespondArguments, RespondFn } from "@slack/bolt";
import { type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { explain, type Refusal } from "./refusals.ts";

/** Answers a command in its ack, which saves a request. Only if nothing has to be looked up or saved first. */
export const replyWithAck = (
  ack: AckFn<string | RespondArguments>,
  { text, blocks }: Message,
): Promise<void> => ack({ response_type: "ephemeral", text, blocks });

/** Replies to this person only. Leaves the message that a button is in as it is. */
export async function reply(respond: RespondFn, { text, blocks }: Message): Promise<void> {
  await respond({ response_type: "ephemeral", replace_original: false, text, blocks });
}

export const replyWithLines = (respond: RespondFn, ...lines: string[]): Promise<void> =>
  reply(respond, message(paragraph(...lines.map((line) => [line]))));

export const replyRefusal = (respond: RespondFn, refusal: Refusal): Promise<void> =>
  replyWithLines(respond, explain(refusal));

/** Wraps `respond` so that replies go to the thread that the button is in. */
export const inThread =
  (respond: RespondFn, threadTs: string | undefined): RespondFn =>
  (answer) =>
    respond(
      typeof answer === "string" || threadTs === undefined ? answer : { ...answer, thread_ts: threadTs },
    );
