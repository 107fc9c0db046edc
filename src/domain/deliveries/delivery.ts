/** What Ourcome says in a channel. Each kind is rendered from the state of its subject at the moment it is posted. */
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
  | "pre-mortem"
  | "learning"
  | "next-step"
  | "retro-summary"
  | "digest"
  | "posted-week"
  | "recap"
  | "pulse";

/** One Slack message for a team's channel, under a unique key. */
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
  /** Tries in a row without success. */
  readonly attempts: number;
  readonly state: DeliveryState;
};

export type DeliveryState =
  | { readonly kind: "due" }
  /** Its channel takes no messages for now, and why. Tried again, less and less often. */
  | { readonly kind: "paused"; readonly reason: string }
  /** Claimed by one replica. */
  | { readonly kind: "sending"; readonly claimedAt: Temporal.Instant }
  /** Posted; `changes` counts those of its subject since it was last rendered. */
  | { readonly kind: "sent"; readonly channel: string; readonly ts: string; readonly changes: number }
  /** Slack said no, and why; or there is nothing left to say. */
  | { readonly kind: "refused"; readonly reason: string }
  /**
   * Nobody knows whether Slack took it: it is to be looked for in the channel. `presumed`: only a record that is older than
   * what was posted speaks for that.
   */
  | { readonly kind: "unknown"; readonly claimedAt: Temporal.Instant; readonly presumed?: true }
  /** Nobody knows, and the channel's history may not be read: the team is asked. */
  | { readonly kind: "uncertain"; readonly claimedAt: Temporal.Instant };

/** A digest says what a week was like; later than this, the next one says it too. */
const DIGEST_AT_MOST_LATE = Temporal.Duration.from({ hours: 24 });

/** Whether a delivery has waited for so long that it is better left out. */
export const isTooLate = ({ kind, dueAt }: Delivery, now: Temporal.Instant): boolean =>
  kind === "digest" && Temporal.Instant.compare(dueAt.add(DIGEST_AT_MOST_LATE), now) < 0;

const LONGEST_BACKOFF_MINUTES = 60;

/** How long to wait after so many tries in a row without success: a minute, two, four, and an hour at most. */
export const backoff = (attempts: number): Temporal.Duration =>
  Temporal.Duration.from({ minutes: Math.min(2 ** Math.max(0, attempts - 1), LONGEST_BACKOFF_MINUTES) });

/** The key of each delivery: each message has one key. */
export const keys = {
  setUp: (team: string) => `set-up/${team}`,
  card: (bet: string) => `card/${bet}`,
  reading: (reading: string) => `reading/${reading}`,
  amendment: (bet: string, version: number) => `amendment/${bet}/${version}`,
  /** Of a poll that no message stands for but the card. */
  confidence: (bet: string) => `confidence/${bet}`,
  /** Of a poll of texts, under the card too. */
  preMortem: (bet: string) => `pre-mortem/${bet}`,
  /** Of the poll that keeps what was too little to show by itself. */
  preMortemPool: (team: string, quarter: Temporal.PlainDate) =>
    `pre-mortem-pool/${team}/${quarter.toString()}`,
  /** Of the counts of a quarter's hands, which are kept as ballots are. */
  hands: (team: string, quarter: Temporal.PlainDate) => `hands/${team}/${quarter.toString()}`,
  reviewPrompt: (bet: string, round: number, reviewOn: Temporal.PlainDate, prompt: number) =>
    `review-prompt/${bet}/${round}/${reviewOn.toString()}/${prompt}`,
  verdict: (bet: string, round: number) => `verdict/${bet}/${round}`,
  dispute: (bet: string, round: number) => `dispute/${bet}/${round}`,
  retro: (retro: string) => `retro/${retro}`,
  retroThemes: (retro: string) => `retro-themes/${retro}`,
  retroDecision: (retro: string) => `retro-decision/${retro}`,
  retroPreMortem: (retro: string, page: number) => `retro-pre-mortem/${retro}/${page}`,
  learning: (learning: string) => `learning/${learning}`,
  nextStep: (step: string) => `next-step/${step}`,
  retroSummary: (retro: string) => `retro-summary/${retro}`,
  digest: (team: string, week: string) => `digest/${team}/${week}`,
  postedWeek: (post: string) => `posted-week/${post}`,
  recap: (team: string, quarter: string) => `recap/${team}/${quarter}`,
  postedRecap: (post: string) => `posted-recap/${post}`,
  pulse: (pulse: string) => `pulse/${pulse}`,
  /** Of the poll on one question: each has its own key, so that nobody's four answers can be told to be one's. */
  pulseQuestion: (pulse: string, question: string) => `pulse/${pulse}/${question}`,
};
