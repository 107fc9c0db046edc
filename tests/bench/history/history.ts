import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { quarterOn } from "#domain/calendar/quarter.ts";
import type { Team } from "#domain/teams/team.ts";
import { MAX_LINES } from "#slack/kit/first-lines.ts";
import { betList } from "#slack/surfaces/bets/bet-list.ts";
import { renderDigest } from "#slack/surfaces/digests/digest-message.ts";
import { homeView } from "#slack/surfaces/home/home-view.ts";
import { renderRecap } from "#slack/surfaces/recaps/recap-message.ts";
import { openStore } from "#store/store.ts";
import { median } from "#tests/bench/quantiles.ts";
import { listBets } from "#usecases/bets/list-bets.ts";
import type { Deps } from "#usecases/deps.ts";
import { readDigest } from "#usecases/digests/read-week.ts";
import { readRecap } from "#usecases/recaps/read-recap.ts";
import { teamOverview } from "#usecases/teams/team-overview.ts";
import { NOW, writeHistory } from "./record.ts";

type Surface = (deps: Deps, team: Team) => Promise<unknown>;

const today = NOW.toZonedDateTimeISO("Europe/Berlin").toPlainDate();

/** The views and messages to measure, from reading the database to rendering the blocks. */
export const SURFACES: Readonly<Record<string, Surface>> = {
  async digest(deps, { workspace, id: team }) {
    await deps.store.deliveries.enqueue({
      workspace,
      team,
      key: `digest/${team}/2026-W49`,
      kind: "digest",
      subject: "2026-12-04T15:00:00.000Z",
      dueAt: NOW,
    });
    const week = await readDigest(deps, { workspace, team, until: NOW });
    return week && renderDigest(week, NOW);
  },
  recap: async (deps, team) =>
    renderRecap(await readRecap(deps, { team, quarter: quarterOn(today), at: NOW })),
  home: async (deps, team) => homeView([await teamOverview(deps, team)], 0),
  "list all": async (deps, team) => betList(await listBets(deps, team, "all", MAX_LINES), "all", today),
  "list settled": async (deps, team) =>
    betList(await listBets(deps, team, "settled", MAX_LINES), "settled", today),
};

/** Median milliseconds of each surface, for a team with each length of history. */
export async function benchHistory(
  lengths: readonly number[],
  times: number,
): Promise<ReadonlyMap<string, ReadonlyMap<number, number>>> {
  const folder = mkdtempSync(join(tmpdir(), "ourcome-history-"));
  const measured = new Map<string, Map<number, number[]>>();
  const opened = [];
  try {
    for (const length of lengths) {
      const path = join(folder, `${length}.db`);
      const team = await writeHistory(path, length);
      const { store, close } = await openStore({ kind: "file", path }, new Uint8Array(32));
      opened.push({ length, team, close, deps: { store, now: () => NOW, newId: () => "id" } });
    }
    // Alternates the lengths, so that other load on the machine affects all alike. The first round is a warm-up.
    for (let round = 0; round <= times; round += 1)
      for (const [name, surface] of Object.entries(SURFACES))
        for (const { length, team, deps } of opened) {
          const startedAt = performance.now();
          await surface(deps, team);
          if (round === 0) continue;
          const byLength = measured.get(name) ?? new Map<number, number[]>();
          byLength.set(length, [...(byLength.get(length) ?? []), performance.now() - startedAt]);
          measured.set(name, byLength);
        }
  } finally {
    for (const { close } of opened) await close();
    rmSync(folder, { recursive: true, force: true });
  }
  return new Map(
    [...measured].map(([name, byLength]) => [
      name,
      new Map([...byLength].map(([length, ms]) => [length, median(ms)])),
    ]),
  );
}
