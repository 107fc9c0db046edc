import type { Kysely } from "kysely";
import type { PreMortem } from "#domain/pre-mortems/pre-mortem.ts";
import type { DecisionAnswer, DecisionResult, Retro, RetroTally, Theme } from "#domain/retros/retro.ts";
import { instant, instantText, optional } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";
import type { RetroRow, RetroThemeRow } from "./rows.ts";

export function retros(db: Kysely<Tables>) {
  const all = () => db.selectFrom("retros").selectAll();

  /** Turns rows into retros; closed ones get the votes on their themes. */
  async function read(rows: readonly RetroRow[]): Promise<Retro[]> {
    const closed = rows.filter(({ closed_at }) => closed_at !== null).map(({ id }) => id);
    const themes =
      closed.length === 0
        ? []
        : await db
            .selectFrom("retro_themes")
            .selectAll()
            .where("workspace", "in", [...new Set(rows.map(({ workspace }) => workspace))])
            .where("retro", "in", closed)
            .orderBy("votes", "desc")
            .orderBy("theme")
            .execute();
    const byRetro = Map.groupBy(themes, ({ workspace, retro }) => `${workspace}/${retro}`);
    return rows.map((row) => toRetro(row, byRetro.get(`${row.workspace}/${row.id}`) ?? []));
  }

  const readOne = async (row: RetroRow | undefined): Promise<Retro | undefined> =>
    (await read(row ? [row] : []))[0];

  return {
    async find(workspace: string, id: string): Promise<Retro | undefined> {
      const row = await all().where("workspace", "=", workspace).where("id", "=", id).executeTakeFirst();
      return readOne(row);
    },

    async ofBet(workspace: string, bet: string): Promise<Retro | undefined> {
      const row = await all().where("workspace", "=", workspace).where("bet", "=", bet).executeTakeFirst();
      return readOne(row);
    },

    async ofTeam(workspace: string, team: string): Promise<Retro[]> {
      const rows = await all()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .orderBy("opened_at")
        .execute();
      return read(rows);
    },

    /** Whether the team opened a retro before this time. */
    async anyOpenedBefore(workspace: string, team: string, at: Temporal.Instant): Promise<boolean> {
      const row = await db
        .selectFrom("retros")
        .select("id")
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("opened_at", "<", instantText(at))
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    /** A team's open retros, in the order they were opened. */
    async openOfTeam(workspace: string, team: string): Promise<Retro[]> {
      const rows = await all()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("closed_at", "is", null)
        .orderBy("opened_at")
        .execute();
      return read(rows);
    },

    /** The retros of these bets, in no particular order. */
    async ofBets(workspace: string, bets: readonly string[]): Promise<Retro[]> {
      if (bets.length === 0) return [];
      return read(await all().where("workspace", "=", workspace).where("bet", "in", bets).execute());
    },

    /** A team's retros that closed at `since` or later, in that order. */
    async closedSince(workspace: string, team: string, since: Temporal.Instant): Promise<Retro[]> {
      const rows = await all()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("closed_at", ">=", instantText(since))
        .orderBy("closed_at")
        .execute();
      return read(rows);
    },

    /** A team's retros that opened from `from` (inclusive) to `until` (exclusive) and showed the pre-mortem pool. */
    async pooledWithin(
      workspace: string,
      team: string,
      { from, until }: { readonly from: Temporal.Instant; readonly until: Temporal.Instant },
    ): Promise<Retro[]> {
      const rows = await all()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("pre_mortem", "=", "pooled" satisfies PreMortem)
        .where("opened_at", ">=", instantText(from))
        .where("opened_at", "<", instantText(until))
        .execute();
      return read(rows);
    },

    async add(retro: Omit<Retro, "state"> & { closesAt: Temporal.Instant }): Promise<void> {
      await db
        .insertInto("retros")
        .values({
          workspace: retro.workspace,
          id: retro.id,
          team: retro.team,
          bet: retro.bet,
          opened_at: instantText(retro.openedAt),
          closes_at: instantText(retro.closesAt),
          closed_at: null,
          decision: null,
          decision_again: null,
          decision_not_again: null,
          pre_mortem: retro.preMortem ?? null,
          reopened: 0,
        })
        .execute();
    },

    /** Locks an open retro for this transaction, so that answers and closing don't interleave. False if closed. */
    async lockOpen(workspace: string, id: string): Promise<boolean> {
      const locked = await db
        .updateTable("retros")
        .set((eb) => ({ closes_at: eb.ref("closes_at") }))
        .where("workspace", "=", workspace)
        .where("id", "=", id)
        .where("closed_at", "is", null)
        .executeTakeFirst();
      return locked.numUpdatedRows === 1n;
    },

    /** Closes the retro with its tally. True for the caller that closed it first. */
    async close(
      workspace: string,
      id: string,
      tally: RetroTally,
      closedAt: Temporal.Instant,
    ): Promise<boolean> {
      const closed = await db
        .updateTable("retros")
        .set({ closes_at: null, closed_at: instantText(closedAt), ...decisionColumns(tally.decision) })
        .where("workspace", "=", workspace)
        .where("id", "=", id)
        .where("closed_at", "is", null)
        .executeTakeFirst();
      if (closed.numUpdatedRows !== 1n) return false;
      await db
        .deleteFrom("retro_themes")
        .where("workspace", "=", workspace)
        .where("retro", "=", id)
        .execute();
      if (tally.themes.length > 0)
        await db
          .insertInto("retro_themes")
          .values(tally.themes.map(({ theme, votes }) => ({ workspace, retro: id, theme, votes })))
          .execute();
      return true;
    },

    /**
     * Reopens a closed retro. True for the caller that reopened it first. The anonymous result stays, as its ballots are
     * gone; a question that nobody answered is open again.
     */
    async reopen(workspace: string, id: string, closesAt: Temporal.Instant): Promise<boolean> {
      const reopened = await db
        .updateTable("retros")
        .set((eb) => ({
          closes_at: instantText(closesAt),
          closed_at: null,
          reopened: 1,
          decision: eb.case().when("decision", "=", "none").then(null).else(eb.ref("decision")).end(),
        }))
        .where("workspace", "=", workspace)
        .where("id", "=", id)
        .where("closed_at", "is not", null)
        .executeTakeFirst();
      return reopened.numUpdatedRows === 1n;
    },

    /** The anonymous question's result. A reopened retro still has it from when it was first closed. */
    async decision(workspace: string, id: string): Promise<DecisionResult | undefined> {
      const row = await all().where("workspace", "=", workspace).where("id", "=", id).executeTakeFirst();
      return row && row.decision !== null ? toDecision(row) : undefined;
    },

    /** Changes the state of a retro's pre-mortem. True for the caller that changed it; false if it wasn't `from`. */
    async savePreMortem(workspace: string, id: string, from: PreMortem, to: PreMortem): Promise<boolean> {
      const saved = await db
        .updateTable("retros")
        .set({ pre_mortem: to })
        .where("workspace", "=", workspace)
        .where("id", "=", id)
        .where("pre_mortem", "=", from)
        .executeTakeFirst();
      return saved.numUpdatedRows === 1n;
    },

    /** Retros whose pre-mortem is still to be unsealed, in every workspace. For the scheduler. */
    async withPreMortemSealed(): Promise<Retro[]> {
      const rows = await all()
        .where("pre_mortem", "=", "sealed" satisfies PreMortem)
        .orderBy("opened_at")
        .execute();
      return read(rows);
    },

    /** Open retros that are due to close, in every workspace. For the scheduler. */
    async withCloseDue(now: Temporal.Instant): Promise<Retro[]> {
      const rows = await all().where("closes_at", "<=", instantText(now)).orderBy("closes_at").execute();
      return read(rows);
    },
  };
}

function toRetro(row: RetroRow, themes: readonly RetroThemeRow[]): Retro {
  const { id, workspace, team, bet } = row;
  const tally: RetroTally = {
    themes: themes.map(({ theme, votes }) => ({ theme: theme as Theme, votes })),
    decision: toDecision(row),
  };
  return {
    id,
    workspace,
    team,
    bet,
    openedAt: instant(row.opened_at),
    ...optional("preMortem", row.pre_mortem, (kind) => kind as PreMortem),
    ...(row.reopened === 1 && { reopened: true as const }),
    state:
      row.closed_at === null
        ? { kind: "open", closesAt: instant(row.closes_at ?? row.opened_at) }
        : { kind: "closed", closedAt: instant(row.closed_at), tally },
  };
}

function toDecision(row: RetroRow): DecisionResult {
  switch (row.decision) {
    case "too-few":
    case "unreadable":
      return { kind: row.decision };
    case "agreed-again":
      return { kind: "agreed", answer: "again" satisfies DecisionAnswer };
    case "agreed-not-again":
      return { kind: "agreed", answer: "not-again" satisfies DecisionAnswer };
    case "split":
      return { kind: "split", again: row.decision_again ?? 0, notAgain: row.decision_not_again ?? 0 };
    default:
      return { kind: "none" };
  }
}

function decisionColumns(decision: DecisionResult) {
  const counts = decision.kind === "split" ? decision : { again: null, notAgain: null };
  return {
    decision: decision.kind === "agreed" ? `agreed-${decision.answer}` : decision.kind,
    decision_again: counts.again,
    decision_not_again: counts.notAgain,
  };
}
