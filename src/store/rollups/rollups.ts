import type { Kysely } from "kysely";
import type { TeamSettledGroup } from "#domain/rollups/rollup.ts";
import type { Chosen, Dependency } from "#domain/bets/mandate.ts";
import type { Theme } from "#domain/retros/retro.ts";
import type { Verdict } from "#domain/verdicts/verdict.ts";
import { instantText, optional } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";

/** Counts over a whole workspace. The database does the counting, because nobody may see single rows. */
export function rollups(db: Kysely<Tables>) {
  return {
    /** Bets that became final at `since` or later, grouped by team, verdict and mandate. */
    async settledSince(workspace: string, since: Temporal.Instant): Promise<TeamSettledGroup[]> {
      const waited = db
        .selectFrom("retros")
        .innerJoin("retro_themes", (join) =>
          join
            .onRef("retro_themes.workspace", "=", "retros.workspace")
            .onRef("retro_themes.retro", "=", "retros.id"),
        )
        .select("retros.bet")
        .where("retros.workspace", "=", workspace)
        .where("retros.closed_at", "is not", null)
        .where("retro_themes.theme", "=", "waiting" satisfies Theme)
        .as("waited");
      const rows = await db
        .selectFrom("bets")
        .leftJoin(waited, "waited.bet", "bets.id")
        .select(({ fn }) => [
          "bets.team",
          "bets.verdict",
          "bets.chosen",
          "bets.dependency",
          fn.countAll().as("bets"),
          fn.count("waited.bet").as("waited"),
        ])
        .where("bets.workspace", "=", workspace)
        .where("bets.state", "=", "final")
        .where("bets.settled_at", ">=", instantText(since))
        .groupBy(["bets.team", "bets.verdict", "bets.chosen", "bets.dependency"])
        .orderBy("bets.team")
        .execute();
      return rows.map((row) => ({
        team: row.team,
        verdict: row.verdict as Verdict["kind"],
        mandate: {
          chosen: row.chosen as Chosen,
          ...optional("dependency", row.dependency, (dependency) => dependency as Dependency),
        },
        bets: Number(row.bets),
        waited: Number(row.waited),
      }));
    },
  };
}
