import { keys } from "#domain/deliveries/delivery.ts";
import {
  type Answers,
  type Pulse,
  PULSE_QUESTIONS,
  type PulseQuestion,
  type PulseResult,
  type Rating,
  RATINGS,
  type Ratings,
  settleAnswers,
  takesAnswers,
  countRatings,
} from "#domain/pulses/pulse.ts";
import { quarterBegan } from "#domain/pulses/pulse-report.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Ledger } from "#store/store.ts";
import { allVoted, countPoll } from "#usecases/polls/count-poll.ts";
import {
  eligibleVoters,
  hasWaitedLongEnough,
  countEligibleVoters,
  type PollDeps,
} from "#usecases/polls/electorate.ts";

const pollsOf = ({ id }: Pulse): string[] =>
  PULSE_QUESTIONS.map((question) => keys.pulseQuestion(id, question));

/**
 * Counts a pulse that takes no more answers, keeps how many gave each rating, and destroys keys and ballots. Only those
 * count who may vote now. False when it is not to be counted yet, or no more.
 */
export async function closePulse(
  deps: PollDeps,
  input: { workspace: string; pulse: string },
): Promise<boolean> {
  const { store, now } = deps;
  const { workspace } = input;
  const at = now();
  const pulse = await store.pulses.find(workspace, input.pulse);
  const team = pulse && (await store.teams.find(workspace, pulse.team));
  if (!pulse || !team || pulse.state.kind === "closed" || takesAnswers(pulse, at)) return false;

  // Slack is asked before the transaction, which must await nothing but itself. No answer can come in between.
  const where = { workspace, channel: team.channel };
  const entitled = await eligibleVoters(deps, where, ...pollsOf(pulse));
  if (!entitled && !hasWaitedLongEnough(pulse.state.closesAt, at)) return false;
  const of = entitled && entitled.size > 0 ? await countEligibleVoters(deps, where) : undefined;
  return store.transaction(async (tx) => {
    await tx.pulses.forgetWaitingBefore(workspace, team.id, quarterBegan(team, at));
    const result = await count(tx, pulse, team, { people: entitled ?? new Set(), of });
    if (!(await tx.pulses.close(workspace, pulse.id, result, at))) return false;
    const pooled = result.kind === "counted" ? pooledIn(result.answers) : [];
    for (const question of pooled) await tx.pulses.forgetWaiting(workspace, team.id, question);
    for (const poll of pollsOf(pulse)) await tx.ballots.close(workspace, poll);
    await tx.deliveries.markStale(workspace, keys.pulse(pulse.id));
    return true;
  });
}

/** Closes and counts the pulse once everybody who may has answered all of it, after an answer of a person's. */
export async function closePulseWhenAllAnswered(
  deps: PollDeps,
  input: { workspace: string; pulse: string; person: string },
): Promise<boolean> {
  const { store, now } = deps;
  const { workspace } = input;
  const pulse = await store.pulses.find(workspace, input.pulse);
  const team = pulse && (await store.teams.find(workspace, pulse.team));
  if (!pulse || !team || !takesAnswers(pulse, now())) return false;
  // Whoever has not answered all of it is waited for: mostly Slack need not be asked.
  for (const poll of pollsOf(pulse))
    if ((await store.ballots.votersAmong(workspace, poll, [input.person])).size === 0) return false;
  if (!(await allVoted(deps, { workspace, channel: team.channel }, pollsOf(pulse)))) return false;
  await store.pulses.endAnswers(workspace, pulse.id, now());
  return closePulse(deps, input);
}

async function count(
  tx: Ledger,
  pulse: Pulse,
  team: Team,
  { people, of }: { people: ReadonlySet<string>; of: number | undefined },
): Promise<PulseResult> {
  const { workspace, id } = pulse;
  const threshold = Math.max(pulse.threshold, team.anonymityThreshold);
  const waiting = await tx.pulses.waiting(workspace, team.id);
  const answers = new Map<PulseQuestion, Answers>();
  const answered: number[] = [];
  for (const question of PULSE_QUESTIONS) {
    const counted = await countPoll(tx, workspace, keys.pulseQuestion(id, question), people);
    if (counted.kind === "unreadable") return { kind: "unreadable" };
    if (counted.kind === "none") continue;
    const ratings = ratingsOf(counted.votes);
    answers.set(question, settleAnswers(ratings, waiting.get(question), threshold));
    answered.push(countRatings(ratings));
  }
  if (answered.length === 0) return { kind: "none" };
  return { kind: "counted", answered: Math.max(...answered), ...(of !== undefined && { of }), answers };
}

const ratingsOf = (votes: ReadonlyMap<number, number>): Ratings =>
  new Map(
    RATINGS.flatMap((rating): [Rating, number][] => {
      const given = votes.get(rating);
      return given === undefined ? [] : [[rating, given]];
    }),
  );

const pooledIn = (answers: ReadonlyMap<PulseQuestion, Answers>): PulseQuestion[] =>
  [...answers].flatMap(([question, { basis }]) => (basis === "pooled" ? [question] : []));
