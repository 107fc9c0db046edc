import type { DeliveryKind } from "#domain/delivery.ts";

/** What each kind of message is called, in the middle of a sentence. */
export const MESSAGE_WORDS: Readonly<Record<DeliveryKind, string>> = {
  "set-up": "what was set for the team",
  card: "a bet's card",
  reading: "a reading",
  amendment: "an amendment",
  "review-prompt": "the question for a final reading",
  verdict: "a verdict",
  dispute: "a dispute",
  retro: "the opening of a retro",
  "retro-themes": "the themes of a retro",
  "retro-decision": "the question of a retro",
  "pre-mortem": "the pre-mortem of a retro",
  learning: "a learning",
  "next-step": "a next step",
  "retro-summary": "the summary of a retro",
  digest: "a digest",
  "posted-week": "a week that was posted",
};

/** Why a channel takes no messages, and what mends it. */
export function pausedWords(reason: string): string {
  switch (reason) {
    case "is_archived":
    case "is_inactive":
      return "The team's channel is archived. What is owed to it waits, and comes when the channel is in use again.";
    case "channel_not_found":
    case "not_in_channel":
      return "Ourcome is not in the team's channel. What is owed to it waits: type /invite @Ourcome there.";
    case "missing_scope":
    case "invalid_auth":
    case "token_revoked":
    case "account_inactive":
      return "Slack does not accept Ourcome's installation for now. What is owed to the channel waits: whoever installed Ourcome can install it again.";
    default:
      return `Slack does not let Ourcome post in the team's channel for now (${reason}). What is owed to it waits, and comes when it may.`;
  }
}
