import { keys } from "#domain/deliveries/delivery.ts";
import { type ParticipationSpread, participationSpread } from "#domain/participation/participation.ts";
import type { Team } from "#domain/teams/team.ts";
import type { ParticipationQuarter } from "#store/participation/participation.ts";
import type { Ledger } from "#store/store.ts";
import { eligibleVoters, countEligibleVoters, type PollDeps } from "#usecases/polls/electorate.ts";

/** Hands are counted through once before a digest, from so long before it on, and a few teams a tick: Slack is asked. */
const AHEAD = Temporal.Duration.from({ hours: 2 });
const AGAIN_AFTER = Temporal.Duration.from({ hours: 24 });
const AT_A_TIME = 5;

/**
 * Counts through how the acts of the quarter spread, for the digest that comes: what shows changes once a week, so that
 * nobody sees it change by what somebody just did.
 */
export async function countDueParticipation(deps: PollDeps): Promise<void> {
  const { store, now } = deps;
  const at = now();
  for (const of of await store.participation.dueForCount(
    at.add(AHEAD),
    at.subtract(AGAIN_AFTER),
    AT_A_TIME,
  )) {
    const look = await whoMay(deps, of);
    await store.transaction(async (tx) => {
      await tx.participation.saveCount(of, at, look?.people ? await spread(tx, of, look) : "as-before");
    });
  }
}

/** A quarter is over: what its hands came to stays, if enough people took part; key and counts are destroyed. */
export async function closeDueParticipation(deps: PollDeps): Promise<void> {
  const { store, now } = deps;
  for (const of of await store.participation.ended(now(), AT_A_TIME)) {
    const look = await whoMay(deps, of);
    await store.transaction(async (tx) => {
      // While Slack does not say who may vote, what was seen last stays: the key does not wait.
      const last = (await tx.participation.find(of))?.spread;
      await tx.participation.end(of, look?.people ? await spread(tx, of, look) : last);
      await tx.ballots.close(of.workspace, keyOf(of));
    });
  }
}

const keyOf = ({ team, quarter }: ParticipationQuarter): string => keys.hands(team, quarter);

/** Of a quarter's hands those that may vote now, and how many may; neither when Slack does not say. */
type Look = {
  readonly team: Team;
  readonly people: ReadonlySet<string> | undefined;
  readonly couldHave: number | undefined;
};

async function whoMay(deps: PollDeps, of: ParticipationQuarter): Promise<Look | undefined> {
  const team = await deps.store.teams.find(of.workspace, of.team);
  if (!team) return undefined;
  const where = { workspace: of.workspace, channel: team.channel };
  const people = await eligibleVoters(deps, where, keyOf(of));
  // Fewer than any threshold are not worth a question.
  const couldHave =
    people && people.size >= team.anonymityThreshold ? await countEligibleVoters(deps, where) : undefined;
  return { team, people, couldHave };
}

async function spread(
  tx: Ledger,
  of: ParticipationQuarter,
  { team, people, couldHave }: Look,
): Promise<ParticipationSpread | undefined> {
  const poll = keyOf(of);
  if (!people || !(await tx.ballots.isReadable(of.workspace, poll))) return undefined;
  const threshold = await tx.ballots.threshold(of.workspace, poll, team.anonymityThreshold);
  const counts = await tx.ballots.countOf(of.workspace, poll, people);
  const hands = [...counts].flatMap(([entries, people]) =>
    Array.from({ length: people }, () => Number(entries)),
  );
  return participationSpread(hands, { threshold, couldHave });
}
