import { keys } from "#domain/deliveries/delivery.ts";
import { type ParticipationSpread, participationSpread } from "#domain/participation/participation.ts";
import type { Team } from "#domain/teams/team.ts";
import type { ParticipationQuarter } from "#store/participation/participation.ts";
import type { Ledger } from "#store/store.ts";
import { eligibleVoters, countEligibleVoters, type PollDeps } from "#usecases/polls/electorate.ts";
import { runEach } from "#usecases/run-each.ts";

/** Participation is counted once before each digest, for a few teams per tick: Slack is asked who is eligible. */
const COUNT_AHEAD = Temporal.Duration.from({ hours: 2 });
const RECOUNT_AFTER = Temporal.Duration.from({ hours: 24 });
const TEAMS_PER_TICK = 5;

/**
 * Counts how the quarter's acts are spread, for the next digest. The result changes only once a week, so that nobody
 * can tell from a change who just did something.
 */
export async function countDueParticipation(deps: PollDeps): Promise<void> {
  const { store, now } = deps;
  const at = now();
  const due = await store.participation.dueForCount(
    at.add(COUNT_AHEAD),
    at.subtract(RECOUNT_AFTER),
    TEAMS_PER_TICK,
  );
  await runEach(due, async (quarter) => {
    const voters = await findVoters(deps, quarter);
    await store.transaction(async (tx) => {
      await tx.participation.saveCount(
        quarter,
        at,
        voters?.people ? await spreadOf(tx, quarter, voters) : "as-before",
      );
    });
  });
}

/** Ends the quarters that are over: keeps the spread if enough people took part, and destroys key and counts. */
export async function closeDueParticipation(deps: PollDeps): Promise<void> {
  const { store, now } = deps;
  await runEach(await store.participation.ended(now(), TEAMS_PER_TICK), async (quarter) => {
    const voters = await findVoters(deps, quarter);
    await store.transaction(async (tx) => {
      // If Slack doesn't say who is eligible, the last spread stays: destroying the key can't wait.
      const last = (await tx.participation.find(quarter))?.spread;
      await tx.participation.end(quarter, voters?.people ? await spreadOf(tx, quarter, voters) : last);
      await tx.ballots.close(quarter.workspace, pollKey(quarter));
    });
  });
}

const pollKey = ({ team, quarter }: ParticipationQuarter): string => keys.participation(team, quarter);

/** A quarter's participants who are still eligible, and how many voters are. Undefined if Slack doesn't say. */
type Voters = {
  readonly team: Team;
  readonly people: ReadonlySet<string> | undefined;
  readonly eligible: number | undefined;
};

async function findVoters(deps: PollDeps, quarter: ParticipationQuarter): Promise<Voters | undefined> {
  const team = await deps.store.teams.find(quarter.workspace, quarter.team);
  if (!team) return undefined;
  const where = { workspace: quarter.workspace, channel: team.channel };
  const people = await eligibleVoters(deps, where, pollKey(quarter));
  // Below the threshold no spread is shown, so Slack needn't be asked.
  const eligible =
    people && people.size >= team.anonymityThreshold ? await countEligibleVoters(deps, where) : undefined;
  return { team, people, eligible };
}

async function spreadOf(
  tx: Ledger,
  quarter: ParticipationQuarter,
  { team, people, eligible }: Voters,
): Promise<ParticipationSpread | undefined> {
  const poll = pollKey(quarter);
  if (!people || !(await tx.ballots.isReadable(quarter.workspace, poll))) return undefined;
  const threshold = await tx.ballots.threshold(quarter.workspace, poll, team.anonymityThreshold);
  const counts = await tx.ballots.countOf(quarter.workspace, poll, people);
  const hands = [...counts].flatMap(([entries, people]) =>
    Array.from({ length: people }, () => Number(entries)),
  );
  return participationSpread(hands, { threshold, eligible });
}
