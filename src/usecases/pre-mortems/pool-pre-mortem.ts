import { keys } from "#domain/deliveries/delivery.ts";
import { quarterAt } from "#domain/teams/team-quarter.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Pool } from "#store/pre-mortems/pre-mortems.ts";
import type { Ledger } from "#store/store.ts";
import type { Deps } from "#usecases/deps.ts";

/**
 * Puts what too few people wrote on a bet into the quarter's pool, sealed on. When as many people have something in the
 * pool as it takes, the answer is all of it, mixed, and the pool is empty.
 */
export async function poolPreMortem(
  tx: Ledger,
  input: { team: Team; poll: string; people: ReadonlySet<string>; at: Temporal.Instant },
): Promise<readonly string[] | undefined> {
  const { team, poll, people, at } = input;
  const { workspace } = team;
  if (people.size === 0) return undefined;
  const { quarter, endsAt } = quarterAt(team, at);
  const pool = { workspace, team: team.id, quarter };
  await tx.preMortems.holdPool(pool, endsAt);

  const key = keys.preMortemPool(team.id, quarter);
  // One that was sealed with another secret takes nothing more, and never opens.
  if (!(await tx.ballots.isReadable(workspace, key))) await tx.ballots.close(workspace, key);
  // What was promised for one of its bets holds for all that is in it.
  const threshold = await tx.ballots.threshold(workspace, poll, team.anonymityThreshold);
  await tx.ballots.open(workspace, key, threshold);
  for (const person of people) {
    const before = await tx.sealedTexts.by(workspace, key, person);
    const more = await tx.sealedTexts.by(workspace, poll, person);
    await tx.sealedTexts.write(workspace, key, person, [...before, ...more]);
  }
  // People, not texts: three texts can be one person's.
  const showsFrom = await tx.ballots.threshold(workspace, key, threshold);
  if ((await tx.sealedTexts.writers(workspace, key)) < showsFrom) return undefined;
  const mixed = await tx.sealedTexts.mixed(workspace, key);
  await emptyPool(tx, pool);
  return mixed;
}

/** What is still in a pool at its quarter's end is destroyed: nobody has read it, and nobody will. */
export async function expirePools({ store, now }: Deps): Promise<void> {
  for (const pool of await store.preMortems.poolsEnded(now()))
    await store.transaction((tx) => emptyPool(tx, pool));
}

async function emptyPool(tx: Ledger, pool: Pool): Promise<void> {
  await tx.ballots.close(pool.workspace, keys.preMortemPool(pool.team, pool.quarter));
  await tx.preMortems.removePool(pool);
}
