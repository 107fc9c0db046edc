import type { DeliveryKind } from "#domain/deliveries/delivery.ts";
import { TIME_ZONE_LOST } from "#domain/teams/team.ts";

/** What each kind of message is called in the middle of a sentence. */
export const DELIVERY_KIND_NAMES: Readonly<Record<DeliveryKind, string>> = {
  "set-up": "what was set for the team",
  card: "a bet's card",
  "deleted-bet": "the card of a bet that was deleted",
  reading: "a reading",
  amendment: "an amendment",
  "no-reading": "the question for a first reading",
  "review-prompt": "the question for a final reading",
  "source-failing": "that a metric source fails",
  verdict: "a verdict",
  dispute: "a dispute",
  retro: "the opening of a retro",
  "retro-themes": "the themes of a retro",
  "retro-decision": "the question of a retro",
  "pre-mortem": "the pre-mortem of a retro",
  learning: "a learning",
  "next-step": "a next step",
  "retro-summary": "the end of a retro",
  digest: "a digest",
  "posted-week": "a week that was posted",
  recap: "the recap of a quarter",
  pulse: "the question of how we are",
};

/** Why messages to a channel are paused, and how to resume them. */
export function pausedWords(reason: string): string {
  switch (reason) {
    case "is_archived":
    case "channel-archived":
    case "is_inactive":
      return "The team's channel is archived. Pending messages arrive once it is unarchived.";
    case "channel_not_found":
    case "not_in_channel":
    case "bot-not-in-channel":
      return "Ourcome is not in the team's channel, or the channel is gone. Messages are paused: type /invite @Ourcome there.";
    case "shared_outside":
    case "channel-shared-outside":
      return "The team's channel is shared with another organisation, and outcomes stay inside one. Pending messages arrive once the channel is no longer shared.";
    case TIME_ZONE_LOST:
      return "The team's time zone is no longer known here, so every date would be wrong. Messages are paused: choose another time zone under Settings.";
    case "missing_scope":
    case "invalid_auth":
    case "token_revoked":
    case "account_inactive":
      return "Slack does not accept Ourcome's installation for now. Messages are paused: whoever installed Ourcome can install it again.";
    default:
      return `Slack does not let Ourcome post in the team's channel for now (${reason}). Pending messages arrive once it does.`;
  }
}
