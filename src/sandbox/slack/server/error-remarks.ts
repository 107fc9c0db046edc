import { z } from "zod";
import type { Answer } from "#sandbox/slack/state/shapes.ts";

const EXPLANATIONS: Readonly<Record<string, string>> = {
  expired_trigger_id: "The trigger id had expired: a form has to open within 3 seconds.",
  exchanged_trigger_id: "The trigger id had opened a form already, and it opens one only.",
  invalid_trigger_id: "Slack never gave out this trigger id.",
  used_url: "The response_url was used up: it takes five answers.",
  expired_url: "The response_url had expired: it lasts 30 minutes.",
  invalid_url: "Slack never gave out this response_url.",
  not_in_channel: "The app is no member of the channel.",
  channel_not_found:
    "The app sees no such channel: there is none, or it is private and the app was not invited.",
  is_archived: "The channel is archived.",
  messages_tab_disabled: "The manifest leaves the Messages tab off, so the app writes to nobody directly.",
  user_not_in_channel: "The person is no member of the channel.",
  hash_conflict: "The view had changed since the app saw it.",
  push_limit_reached: "Three forms are on top of each other already.",
  invalid_response_action: "Slack knows no such response_action.",
  not_authed: "No token came along.",
  not_allowed_token_type: "A socket is opened with the app-level token (xapp), not with the bot's.",
  invalid_auth: "The token is not the app's.",
  unknown_method: "The sandbox knows no such method.",
};

const missingScope = z.looseObject({ error: z.literal("missing_scope"), needed: z.string() });
const withMessages = z.looseObject({
  response_metadata: z.looseObject({ messages: z.array(z.string()) }),
});

/** Explains a refusal in plain words, with the location of refused blocks. Empty if the call succeeded. */
export function remarksOn(answer: Answer): string[] {
  if (answer.ok) return [];
  const scope = missingScope.safeParse(answer);
  if (scope.success) return [`The app lacks the scope ${scope.data.needed}.`];
  const limits = withMessages.safeParse(answer);
  if (limits.success) return limits.data.response_metadata.messages.map(locationFirst);
  const explanation = EXPLANATIONS[answer.error ?? ""];
  return explanation === undefined ? [] : [explanation];
}

/** `[ERROR] must be ... [json-pointer:/blocks/0/text]` as `/blocks/0/text must be ...` */
const locationFirst = (message: string): string =>
  message.replace(/^\[ERROR\] (.*) \[json-pointer:(.*)\]$/su, (_, problem: string, pointer: string) =>
    pointer === "" ? `The whole ${problem}.` : `${pointer} ${problem}.`,
  );
