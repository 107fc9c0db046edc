/** What Ourcome says in a channel. Each kind is drawn from the state of its subject at the moment it is posted. */
export type DeliveryKind =
  | "set-up"
  | "card"
  | "reading"
  | "amendment"
  | "review-prompt"
  | "verdict"
  | "dispute"
  | "retro"
  | "retro-themes"
  | "retro-decision"
  | "learning"
  | "next-step"
  | "retro-summary"
  | "digest"
  | "posted-week";

/** One Slack message that Ourcome owes a team's channel, under a unique key. */
export type Delivery = {
  readonly key: string;
  readonly workspace: string;
  readonly team: string;
  readonly kind: DeliveryKind;
  /** Id of what it speaks of: a bet, a retro, a learning, a week. */
  readonly subject: string;
  /** The delivery in whose thread it stands. */
  readonly threadOf?: string;
  readonly dueAt: Temporal.Instant;
  readonly state: DeliveryState;
};

export type DeliveryState =
  | { readonly kind: "due" }
  /** Claimed by one replica until the lease ends. */
  | { readonly kind: "sending"; readonly leaseUntil: Temporal.Instant }
  /** Posted; `stale` when its subject has changed since it was last drawn. */
  | { readonly kind: "sent"; readonly channel: string; readonly ts: string; readonly stale: boolean }
  /** Slack said no, and why. */
  | { readonly kind: "refused"; readonly reason: string }
  /** Nobody knows whether Slack took it. */
  | { readonly kind: "unknown" };

/** The key of each delivery: what is owed once is named once. */
export const keys = {
  setUp: (team: string) => `set-up/${team}`,
  card: (bet: string) => `card/${bet}`,
  reading: (reading: string) => `reading/${reading}`,
  amendment: (bet: string, version: number) => `amendment/${bet}/${version}`,
  /** Of a poll that no message stands for but the card. */
  confidence: (bet: string) => `confidence/${bet}`,
  reviewPrompt: (bet: string, round: number, reviewOn: Temporal.PlainDate, prompt: number) =>
    `review-prompt/${bet}/${round}/${reviewOn.toString()}/${prompt}`,
  verdict: (bet: string, round: number) => `verdict/${bet}/${round}`,
  dispute: (bet: string, round: number) => `dispute/${bet}/${round}`,
  retro: (retro: string) => `retro/${retro}`,
  retroThemes: (retro: string) => `retro-themes/${retro}`,
  retroDecision: (retro: string) => `retro-decision/${retro}`,
  learning: (learning: string) => `learning/${learning}`,
  nextStep: (step: string) => `next-step/${step}`,
  retroSummary: (retro: string) => `retro-summary/${retro}`,
  digest: (team: string, week: string) => `digest/${team}/${week}`,
  postedWeek: (post: string) => `posted-week/${post}`,
};
