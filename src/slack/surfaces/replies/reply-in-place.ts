import { reply } from "./reply.ts";
import { type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { explain, type Refusal } from "./refusals.ts";
import type { OnButton } from "#slack/surfaces/handler.ts";
import { messageModal } from "#slack/kit/message-modal.ts";
import { updateView } from "./update-view.ts";

type Clicked = Pick<Parameters<OnButton>[0], "body" | "client" | "respond">;

/** Answers a button with a new ephemeral message. In a modal, replaces the view. */
export async function replyEphemerally(
  { body, client, respond }: Clicked,
  title: string,
  answer: Message | Refusal,
): Promise<void> {
  const rendered = messageOf(answer);
  if (body.view) await updateView(client, body.view.id, messageModal(title, rendered));
  else await reply(respond, rendered);
}

/** Replaces the ephemeral message that the button is in. Elsewhere, does the same as `replyBeside`. */
export async function replyInPlace(
  clicked: Clicked,
  title: string,
  answer: Message | Refusal,
): Promise<void> {
  if (clicked.body.container["is_ephemeral"] !== true) return replyEphemerally(clicked, title, answer);
  const { text, blocks } = messageOf(answer);
  await clicked.respond({ response_type: "ephemeral", replace_original: true, text, blocks });
}

const messageOf = (answer: Message | Refusal): Message =>
  "kind" in answer ? message(paragraph([explain(answer)])) : answer;
