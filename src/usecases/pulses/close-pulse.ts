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
import type { Team } from "#domain/teams/team.ts";
import type { Ledger } from "#store/store.ts";
import { allVoted, countPoll } from "#usecases/polls/count-poll.ts";
import {
  eligibleVoters,
  hasWaitedLongEnough,
  countEligibleVoters,
  type PollDeps,
} from "#usecases/polls/electorate.ts";
import { quarterStart } from "#domain/teams/team-quarter.ts";

const pollsOf = ({ id }: Pulse): string[] =>
  PULSE_QUESTIONS.map((question) => keys.pulseQuestion(id, question));

/**
 * Counts a pulse that has stopped taking answers, keeps the number of each rating, and destroys keys and ballots. Only
 * answers of people who are still eligible count. False if it can't be counted yet or already was.
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

  // Asks Slack outside the transaction, which may only await its own queries. The pulse takes no answers meanwhile.
  const where = { workspace, channel: team.channel };
  const eligible = await eligibleVoters(deps, where, ...pollsOf(pulse));
  if (!eligible && !hasWaitedLongEnough(pulse.state.closesAt, at)) return false;
  const eligibleCount = eligible && eligible.size > 0 ? await countEligibleVoters(deps, where) : undefined;
  return store.transaction(async (tx) => {
    await tx.pulses.deletePendingBefore(workspace, team.id, quarterStart(team, at));
    const result = await count(tx, pulse, team, { people: eligible ?? new Set(), eligibleCount });
    if (!(await tx.pulses.close(workspace, pulse.id, result, at))) return false;
    const pooled = result.kind === "counted" ? pooledQuestions(result.answers) : [];
    for (const question of pooled) await tx.pulses.deletePending(workspace, team.id, question);
    for (const poll of pollsOf(pulse)) await tx.ballots.close(workspace, poll);
    await tx.deliveries.markStale(workspace, keys.pulse(pulse.id));
    return true;
  });
}

/** Called after `person` answered: closes and counts the pulse if every eligible voter has answered every question. */
export async function closePulseWhenAllAnswered(
  deps: PollDeps,
  input: { workspace: string; pulse: string; person: string },
): Promise<boolean> {
  const { store, now } = deps;
  const { workspace } = input;
  const pulse = await store.pulses.find(workspace, input.pulse);
  const team = pulse && (await store.teams.find(workspace, pulse.team));
  if (!pulse || !team || !takesAnswers(pulse, now())) return false;
  // Usually this person has questions left, and Slack needn't be asked.
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
  { people, eligibleCount }: { people: ReadonlySet<string>; eligibleCount: number | undefined },
): Promise<PulseResult> {
  const { workspace, id } = pulse;
  const threshold = Math.max(pulse.threshold, team.anonymityThreshold);
  const waiting = await tx.pulses.pendingRatings(workspace, team.id);
  const answers = new Map<PulseQuestion, Answers>();
  const answered: number[] = [];
  for (const question of PULSE_QUESTIONS) {
    const counted = await countPoll(tx, workspace, keys.pulseQuestion(id, question), people);
    if (counted.kind === "unreadable") return { kind: "unreadable" };
    if (counted.kind === "none") continue;
    const ratings = toRatings(counted.votes);
    answers.set(question, settleAnswers(ratings, waiting.get(question), threshold));
    answered.push(countRatings(ratings));
  }
  if (answered.length === 0) return { kind: "none" };
  return {
    kind: "counted",
    answered: Math.max(...answered),
    ...(eligibleCount !== undefined && { couldAnswer: eligibleCount }),
    answers,
  };
}

const toRatings = (votes: ReadonlyMap<number, number>): Ratings =>
  new Map(
    RATINGS.flatMap((rating): [Rating, number][] => {
      const given = votes.get(rating);
      return given === undefined ? [] : [[rating, given]];
    }),
  );

const pooledQuestions = (answers: ReadonlyMap<PulseQuestion, Answers>): PulseQuestion[] =>
  [...answers].flatMap(([question, { basis }]) => (basis === "pooled" ? [question] : []));
