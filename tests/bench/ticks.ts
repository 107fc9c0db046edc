import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NO_SOURCES } from "#domain/sources/source.ts";
import { openScheduler } from "#jobs/scheduler.ts";
import { openStore } from "#store/store.ts";
import { aTeam } from "#tests/support/facts.ts";
import { median } from "./quantiles.ts";

const NOW = Temporal.Instant.from("2026-12-11T10:00:00Z");

/** Median milliseconds of a tick with nothing due, for each number of teams. */
export async function benchTicks(
  teams: readonly number[],
  times: number,
): Promise<ReadonlyMap<number, number>> {
  const folder = mkdtempSync(join(tmpdir(), "ourcome-ticks-"));
  const measured = new Map<number, number>();
  for (const count of teams) {
    const { store, close } = await openStore(
      { kind: "file", path: join(folder, `${count}.db`) },
      new Uint8Array(32),
    );
    await store.transaction(async (tx) => {
      for (let n = 0; n < count; n += 1)
        await tx.teams.add(aTeam({ id: `team-${n}`, channel: `C${n}`, name: `Team ${n}` }));
    });
    const nothing = () => Promise.resolve(undefined);
    const deps = {
      store,
      now: () => NOW,
      newId: () => "id",
      electorate: { members: nothing, votersAmong: nothing },
      sources: NO_SOURCES,
      readVotes: nothing,
    };
    const errors: unknown[] = [];
    const scheduler = openScheduler({
      depsForJobs: () => deps,
      deliver: () => Promise.resolve(),
      isStopped: () => false,
      onFault: (_job, error) => void errors.push(error),
      onTick: () => {},
    });
    const ms: number[] = [];
    for (let n = 0; n <= times; n += 1) {
      const startedAt = performance.now();
      await scheduler.tick();
      if (n > 0) ms.push(performance.now() - startedAt);
    }
    await close();
    if (errors.length > 0) throw new AggregateError(errors, "a job failed");
    measured.set(count, median(ms));
  }
  rmSync(folder, { recursive: true });
  return measured;
}
