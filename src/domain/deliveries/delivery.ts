/** The messages Ourcome posts in a channel. Each is rendered from its subject's state at the moment it is posted. */
export type DeliveryKind =
  | "set-up"
  | "card"
  /** What was about a bet before it was deleted; its subject is the bet's number. */
  | "deleted-bet"
  | "reading"
  | "amendment"
  /** Halfway to the review, without a reading. */
  | "no-reading"
  | "review-prompt"
  /** A bet's metric source has given no number for days. */
  | "source-failing"
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

/** A message for a team's channel, identified by a unique key. */
export type Delivery = {
  readonly key: string;
  readonly workspace: string;
  readonly team: string;
  readonly kind: DeliveryKind;
  /** Id of what it is about: a bet, a retro, a learning, a week. */
  readonly subject: string;
  /** Key of the delivery in whose thread it is posted. */
  readonly threadOf?: string;
  /** For a reply: Slack shows it in the channel, too. Without its thread it is posted in the channel alone. */
  readonly alsoInChannel?: true;
  readonly dueAt: Temporal.Instant;
  /** Failed attempts in a row. */
  readonly attempts: number;
  readonly state: DeliveryState;
};

export type DeliveryState =
  | { readonly kind: "due" }
  /** Its channel takes no messages for now, for this reason. Retried with backoff. */
  | { readonly kind: "paused"; readonly reason: string }
  /** Claimed by one replica. */
  | { readonly kind: "sending"; readonly claimedAt: Temporal.Instant }
  /** Posted; `changes` counts its subject's changes since it was last rendered. */
  | { readonly kind: "sent"; readonly channel: string; readonly ts: string; readonly changes: number }
  /** Slack refused it, for this reason, or there is nothing left to post. */
  | { readonly kind: "refused"; readonly reason: string }
  /**
   * Slack may have posted it: look for it in the channel. `presumed`: there was no attempt on record, only a database
   * that may be older than the channel.
   */
  | { readonly kind: "unknown"; readonly claimedAt: Temporal.Instant; readonly presumed?: true }
  /** Slack may have posted it, but Ourcome may not read the channel's history: the team is asked. */
  | { readonly kind: "uncertain"; readonly claimedAt: Temporal.Instant };

/** A digest later than this is dropped, since the next one covers its week as well. */
const MAX_DIGEST_DELAY = Temporal.Duration.from({ hours: 24 });

/** Whether a delivery is so late that it is dropped. */
export const isTooLate = ({ kind, dueAt }: Delivery, now: Temporal.Instant): boolean =>
  kind === "digest" && Temporal.Instant.compare(dueAt.add(MAX_DIGEST_DELAY), now) < 0;

const MAX_BACKOFF_MINUTES = 60;

/** The wait after this many failed attempts in a row: one minute, two, four, and so on up to an hour. */
export const backoff = (attempts: number): Temporal.Duration =>
  Temporal.Duration.from({ minutes: Math.min(2 ** Math.max(0, attempts - 1), MAX_BACKOFF_MINUTES) });

/** Delivery keys, one per message, and the keys of polls and other ballots. */
export const keys = {
  setUp: (team: string) => `set-up/${team}`,
  card: (bet: string) => `card/${bet}`,
  reading: (reading: string) => `reading/${reading}`,
  amendment: (bet: string, version: number) => `amendment/${bet}/${version}`,
  /** A bet's confidence poll, which has no message of its own but the card. */
  confidence: (bet: string) => `confidence/${bet}`,
  /** A bet's pre-mortem, a poll of texts, also on the card. */
  preMortem: (bet: string) => `pre-mortem/${bet}`,
  /** The quarter's pool of pre-mortems that were too few to show by themselves. */
  preMortemPool: (team: string, quarter: Temporal.PlainDate) =>
    `pre-mortem-pool/${team}/${quarter.toString()}`,
  /** A quarter's participation counts, which are stored like ballots. */
  participation: (team: string, quarter: Temporal.PlainDate) => `hands/${team}/${quarter.toString()}`,
  reviewPrompt: (bet: string, round: number, reviewOn: Temporal.PlainDate, prompt: number) =>
    `review-prompt/${bet}/${round}/${reviewOn.toString()}/${prompt}`,
  noReading: (bet: string) => `no-reading/${bet}`,
  sourceFailing: (bet: string, since: Temporal.PlainDate) => `source-failing/${bet}/${since.toString()}`,
  verdict: (bet: string, round: number) => `verdict/${bet}/${round}`,
  dispute: (bet: string, round: number) => `dispute/${bet}/${round}`,
  /** The message that opened a retro in a thread of its own, before retros moved to the bet's thread. */
  retro: (retro: string) => `retro/${retro}`,
  /** Who has answered or added something in an open retro, stored like ballots, for the count in the channel. */
  retroParticipants: (retro: string) => `participants/${retro}`,
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
  /** The poll on one question. Each has its own key, so that nobody's four answers can be linked. */
  pulseQuestion: (pulse: string, question: string) => `pulse/${pulse}/${question}`,
};
