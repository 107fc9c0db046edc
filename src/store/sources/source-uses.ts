import type { Kysely } from "kysely";
import type { Evidence } from "#domain/readings/reading.ts";
import type {
  Measured,
  MeasuredKind,
  Proposal,
  SourceFailure,
  SourceUse,
} from "#domain/sources/source-use.ts";
import { day, flag, instant, instantText, optional } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";
import type { SourceUseRow } from "./rows.ts";

/** How bets and key results use the operator's metric sources. */
export function sourceUses(db: Kysely<Tables>) {
  return {
    async find({ workspace, kind, subject }: Measured): Promise<SourceUse | undefined> {
      const row = await db
        .selectFrom("source_uses")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("kind", "=", kind)
        .where("subject", "=", subject)
        .executeTakeFirst();
      return row && toUse(row);
    },

    /** A team's, in no particular order. */
    async ofTeam(workspace: string, team: string): Promise<SourceUse[]> {
      const rows = await db
        .selectFrom("source_uses")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .execute();
      return rows.map(toUse);
    },

    async save(use: SourceUse): Promise<void> {
      const row = toRow(use);
      await db
        .insertInto("source_uses")
        .values(row)
        .onConflict((conflict) => conflict.columns(["workspace", "kind", "subject"]).doUpdateSet(row))
        .execute();
    },

    async remove({ workspace, kind, subject }: Measured): Promise<void> {
      await db
        .deleteFrom("source_uses")
        .where("workspace", "=", workspace)
        .where("kind", "=", kind)
        .where("subject", "=", subject)
        .execute();
    },

    /** The first ones that are due to be fetched, in every workspace. For the scheduler. */
    async due(now: Temporal.Instant, limit: number): Promise<SourceUse[]> {
      const rows = await db
        .selectFrom("source_uses")
        .selectAll()
        .where("next_fetch_at", "<=", instantText(now))
        .orderBy("next_fetch_at")
        .limit(limit)
        .execute();
      return rows.map(toUse);
    },

    /** Puts the next fetch off until `next`. True for the replica that did it first, which is the one to fetch. */
    async claim(use: SourceUse, next: Temporal.Instant): Promise<boolean> {
      const claimed = await db
        .updateTable("source_uses")
        .set({ next_fetch_at: instantText(next) })
        .where("workspace", "=", use.workspace)
        .where("kind", "=", use.kind)
        .where("subject", "=", use.subject)
        .where("next_fetch_at", "=", instantText(use.nextFetchAt))
        .executeTakeFirst();
      return claimed.numUpdatedRows === 1n;
    },
  };
}

const toRow = (use: SourceUse): SourceUseRow => ({
  workspace: use.workspace,
  kind: use.kind,
  subject: use.subject,
  team: use.team,
  source: use.source,
  next_fetch_at: instantText(use.nextFetchAt),
  proposal: use.proposal?.id ?? null,
  value: use.proposal?.value ?? null,
  day: use.proposal?.day.toString() ?? null,
  evidence: use.proposal?.evidence ?? null,
  significant: flag(use.proposal?.significant),
  interval_from: use.proposal?.interval?.from ?? null,
  interval_to: use.proposal?.interval?.to ?? null,
  failure: use.failure?.kind ?? null,
  failing_since: use.failure?.since.toString() ?? null,
  failed_on: use.failure?.last.toString() ?? null,
  failed_days: use.failure?.days ?? null,
});

function toUse(row: SourceUseRow): SourceUse {
  const proposal = toProposal(row);
  const failure = toFailure(row);
  return {
    workspace: row.workspace,
    kind: row.kind as MeasuredKind,
    subject: row.subject,
    team: row.team,
    source: row.source,
    nextFetchAt: instant(row.next_fetch_at),
    ...(proposal && { proposal }),
    ...(failure && { failure }),
  };
}

function toProposal(row: SourceUseRow): Proposal | undefined {
  if (row.proposal === null || row.value === null || row.day === null) return undefined;
  return {
    id: row.proposal,
    value: row.value,
    day: day(row.day),
    ...optional("evidence", row.evidence, (evidence) => evidence as Evidence),
    ...optional("significant", row.significant, Boolean),
    ...(row.interval_from !== null &&
      row.interval_to !== null && { interval: { from: row.interval_from, to: row.interval_to } }),
  };
}

function toFailure(row: SourceUseRow): SourceFailure | undefined {
  if (row.failure === null || row.failing_since === null || row.failed_on === null) return undefined;
  return {
    kind: row.failure as SourceFailure["kind"],
    since: day(row.failing_since),
    last: day(row.failed_on),
    days: row.failed_days ?? 1,
  };
}
