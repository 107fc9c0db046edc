import { keys } from "#domain/deliveries/delivery.ts";
import { quarterAt } from "#domain/teams/team-quarter.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Pool } from "#store/pre-mortems/pre-mortems.ts";
import type { Ledger } from "#store/store.ts";
import type { Deps } from "#usecases/deps.ts";
import { runEach } from "#usecases/run-each.ts";

/**
 * Moves the texts of a pre-mortem with too few writers into the quarter's pool, still sealed. Once the pool has enough
 * writers, empties it and returns all its texts, shuffled.
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
  await tx.preMortems.lockPool(pool, endsAt);

  const key = keys.preMortemPool(team.id, quarter);
  // A pool sealed with another server secret can never be opened: a new one replaces it.
  if (!(await tx.ballots.isReadable(workspace, key))) await tx.ballots.close(workspace, key);
  // The threshold promised for one bet applies to the whole pool.
  const threshold = await tx.ballots.threshold(workspace, poll, team.anonymityThreshold);
  await tx.ballots.open(workspace, key, threshold);
  for (const person of people) {
    const pooled = await tx.sealedTexts.textsOf(workspace, key, person);
    const added = await tx.sealedTexts.textsOf(workspace, poll, person);
    await tx.sealedTexts.write(workspace, key, person, [...pooled, ...added]);
  }
  // Counts people, not texts: three texts can be one person's.
  const poolThreshold = await tx.ballots.threshold(workspace, key, threshold);
  if ((await tx.sealedTexts.writers(workspace, key)) < poolThreshold) return undefined;
  const texts = await tx.sealedTexts.allShuffled(workspace, key);
  await emptyPool(tx, pool);
  return texts;
}

/** Destroys the pools left at the end of their quarter, unread. */
export async function expirePools({ store, now }: Deps): Promise<void> {
  await runEach(await store.preMortems.poolsEnded(now()), (pool) =>
    store.transaction((tx) => emptyPool(tx, pool)),
  );
}

async function emptyPool(tx: Ledger, pool: Pool): Promise<void> {
  await tx.ballots.close(pool.workspace, keys.preMortemPool(pool.team, pool.quarter));
  await tx.preMortems.removePool(pool);
}
