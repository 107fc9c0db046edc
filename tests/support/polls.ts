import { reopenRetro } from "#usecases/retros/reopen-retro.ts";
import { teamOf } from "./ledger.ts";
import { placeBet, settleBet } from "./moves.ts";
import { numbersOf } from "./numbers.ts";
import type { Stage } from "./stage.ts";

const CHANNEL = "C0GROWTH";

/** The first message or reply in the channel that begins with `start`. */
async function messageOf(s: Stage, start: string) {
  const messages = await s.slack.readChannel(CHANNEL);
  const found = messages
    .flatMap((message) => [message, ...message.replies])
    .find(({ text }) => text.startsWith(start));
  if (!found) throw new Error(`Nothing begins with "${start}".`);
  return { ...found, channel: CHANNEL, text: found.text.replaceAll("\u00a0", " ") };
}

/**
 * A poll as its voters see it: two answers, one vote a person, and a result once it is closed. The same tests run for
 * every poll.
 */
export type Poll = {
  readonly name: string;
  /** Sets up the team, which must have at least three people, and opens the poll. */
  readonly open: (s: Stage) => Promise<void>;
  /** The action ids of two of the answers. */
  readonly answers: readonly [a: string, b: string];
  /** The message with the buttons, and later the result. */
  readonly message: (s: Stage) => ReturnType<typeof messageOf>;
  /** How long after opening the poll closes. */
  readonly closesAfter: Temporal.DurationLike;
  /** The result for these numbers of each answer, three in all or more. */
  readonly shows: (a: number, b: number) => string;
  readonly tooFew: string;
  /** What shows if nobody voted. */
  readonly noVotes: RegExp;
  readonly unreadable: string;
  /** The reply to a voter whose vote is counted. */
  readonly accepted: string;
  readonly closed: string;
  readonly sealedWithOldSecret: string;
  /** Only for a poll that can be reopened. */
  readonly reopen?: (s: Stage) => Promise<void>;
  readonly notReopened?: string;
};

const SENTENCE = "Checklist lifts activation from 32% to 40% by 20 Dec";

const CONFIDENCE: Poll = {
  name: "the confidence in a bet",
  open: (s) => placeBet(s, SENTENCE),
  answers: ["confidence_30", "confidence_90"],
  message: (s) => messageOf(s, "Bet #1 · "),
  closesAfter: { hours: 48 },
  shows: (a, b) =>
    `Confidence: ${a === b ? 60 : a > b ? 30 : 90} %, from 30 to 90 % (${a + b} of us answered)`,
  tooFew: "Confidence sealed: too few answers",
  noVotes: /^Bet #1 · (?!.*Confidence)/s,
  unreadable: "Confidence lost: the server's secret was changed",
  accepted: "Your vote on bet #1 is in",
  closed: "The confidence poll on bet #1 is closed",
  sealedWithOldSecret: "sealed with another secret than the server has now",
};

const RETRO_QUESTION: Poll = {
  name: "the question of a retro",
  async open(s) {
    await placeBet(s, SENTENCE);
    await settleBet(s, 1, "33", CHANNEL, "U0P1");
  },
  answers: ["retro_decide_again", "retro_decide_not_again"],
  message: (s) => messageOf(s, "Knowing only what we knew then"),
  closesAfter: { hours: 48 },
  shows: (a, b) => `${a} of us would, ${b} would not.`,
  tooFew: "Too few of us answered, so the answers stay hidden.",
  noVotes: /The vote is closed\./,
  unreadable: "were sealed with another secret than the server has now, so they cannot be opened",
  accepted: "Your answer is in",
  closed: "This retro is closed already",
  sealedWithOldSecret: "sealed with another secret than the server has now",
  async reopen({ app: { store }, now }) {
    const team = await teamOf(store);
    for (const { workspace, id } of await store.retros.ofTeam(team.workspace, team.id))
      await reopenRetro({ store, now, newId: String }, { workspace, retro: id });
  },
  notReopened: "This question was asked once",
};

/** The pulse's first question. Its other questions are polls too, which nobody answers here. */
const PULSE: Poll = {
  name: "a question of the pulse",
  async open(s) {
    await placeBet(s, SENTENCE);
    await settleBet(s, 1, "33", CHANNEL, "U0P1");
    await s.wait({ hours: 48 });
  },
  answers: ["pulse_2", "pulse_5"],
  async message(s) {
    const pulse = await messageOf(s, "How are we?");
    // The numbers show only what happened before now, so let a minute pass after the closing.
    if (pulse.text.includes("closed")) await s.wait({ minutes: 1 });
    return { ...pulse, text: [pulse.text, ...(await numbersOf(s))].join("\n") };
  },
  closesAfter: { days: 3 },
  shows: (a, b) =>
    `Purpose ${a === b ? 3.5 : a > b ? 2 : 5}; too few answers: mastery, belonging, safe to speak (${a + b} of`,
  tooFew: "That is too few, so nothing shows.",
  noVotes: /^How are we\? This pulse is closed\.(?!.*answers came)/s,
  unreadable: "The answers are lost: the server's secret was changed",
  accepted: "for purpose is in",
  closed: "This pulse is closed",
  sealedWithOldSecret: "sealed with another secret than the server has now",
};

/** All kinds of polls. */
export const POLLS: readonly Poll[] = [CONFIDENCE, RETRO_QUESTION, PULSE];
