import { reply } from "./reply.ts";
import { type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { explain, type Refusal } from "./refusals.ts";
import type { OnButton } from "#slack/surfaces/handler.ts";
import { messageModal } from "#slack/kit/message-modal.ts";
import { updateView } from "./update-view.ts";

type Clicked = Pick<Parameters<OnButton>[0], "body" | "client" | "respond">;

/** Answers a button beside the message that it stands in; in a modal, where there is no beside, in its place. */
export async function replyBeside(
  { body, client, respond }: Clicked,
  title: string,
  said: Message | Refusal,
): Promise<void> {
  const rendered = messageOf(said);
  if (body.view) await updateView(client, body.view.id, messageModal(title, rendered));
  else await reply(respond, rendered);
}

/** Puts an answer in the place of what the button stood in, if that was for this person alone. */
export async function replyInPlace(clicked: Clicked, title: string, said: Message | Refusal): Promise<void> {
  if (clicked.body.container["is_ephemeral"] !== true) return replyBeside(clicked, title, said);
  const { text, blocks } = messageOf(said);
  await clicked.respond({ response_type: "ephemeral", replace_original: true, text, blocks });
}

const messageOf = (said: Message | Refusal): Message =>
  "kind" in said ? message(paragraph([explain(said)])) : said;
