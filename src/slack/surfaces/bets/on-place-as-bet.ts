import { replyWithLines } from "#slack/surfaces/replies/reply.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnShortcut, workspaceOf } from "#slack/surfaces/handler.ts";
import { requestIn } from "#slack/surfaces/replies/command-request.ts";
import { mrkdwnToPlainText } from "#slack/kit/text.ts";
import { openPlaceForm, tooLongRefusal } from "./place-form.ts";

/** The message shortcut "Place as a bet": opens the form, prefilled from the message but without its author. */
export function onPlaceAsBet(deps: SurfaceDeps): OnShortcut {
  return async ({ ack, body, client, respond }) => {
    await ack();
    const sentence = mrkdwnToPlainText(body.message.text ?? "").trim();
    const tooLong = tooLongRefusal(sentence);
    if (tooLong !== undefined)
      return replyWithLines(
        respond,
        `${tooLong} The message stays as it is. Type /bet to say it in fewer words.`,
      );
    const where = { workspace: workspaceOf(body), user: body.user.id, channel: body.channel.id };
    const request = await requestIn(deps, { where, triggerId: body.trigger_id, client, respond }, sentence);
    if (request) await openPlaceForm(request, sentence);
  };
}
