import { answer } from "./answer.ts";
import { type Message, message, paragraph } from "./blocks.ts";
import { explain, type Refusal } from "./errors.ts";
import type { OnButton } from "./listener.ts";
import { messageModal } from "./message-modal.ts";

/**
 * Puts an answer in the place of what the button stood in, when that was for this person alone: a modal, or an
 * ephemeral message. A message of the channel stays as it is, and the answer comes beside it.
 */
export async function redraw(
  { body, client, respond }: Pick<Parameters<OnButton>[0], "body" | "client" | "respond">,
  title: string,
  said: Message | Refusal,
): Promise<void> {
  const drawn = "kind" in said ? message(paragraph([explain(said)])) : said;
  if (body.view) {
    await client.views.update({ view_id: body.view.id, view: messageModal(title, drawn) });
  } else if (body.container["is_ephemeral"] === true) {
    const { text, blocks } = drawn;
    await respond({ response_type: "ephemeral", replace_original: true, text, blocks });
  } else {
    await answer(respond, drawn);
  }
}
