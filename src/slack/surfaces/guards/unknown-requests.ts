import { reply } from "#slack/surfaces/replies/reply.ts";
import { message, paragraph } from "#slack/kit/blocks.ts";
import { notice } from "#slack/kit/form.ts";
import type { OnAction, OnShortcut, OnSubmit } from "#slack/surfaces/handler.ts";

const BUTTON =
  "This is from an older version of Ourcome, and does nothing any more. Nothing was changed. /bet help and /outcomes help show what there is.";
const FORM =
  "This form is from an older version of Ourcome. Nothing was saved. What was typed is still in the form behind this one: copy it, then open the form anew with /bet or /outcomes.";

const olderVersionNotice = (words: string) => notice("An older version", words);

/** A button or a menu without a listener. */
export const onUnknownAction: OnAction = async ({ ack, body, client, respond }) => {
  await ack();
  if (!body.view) return reply(respond, message(paragraph([BUTTON])));
  const opening = { trigger_id: body.trigger_id, view: olderVersionNotice(BUTTON) };
  await (body.view.type === "modal" ? client.views.push(opening) : client.views.open(opening));
};

/** A form without a listener. What was typed stays in it, to be copied. */
export const onUnknownForm: OnSubmit = ({ ack }) =>
  ack({ response_action: "push", view: olderVersionNotice(FORM) });

/** A shortcut without a listener. */
export const onUnknownShortcut: OnShortcut = async ({ ack, body, client }) => {
  await ack();
  await client.views.open({ trigger_id: body.trigger_id, view: olderVersionNotice(BUTTON) });
};
