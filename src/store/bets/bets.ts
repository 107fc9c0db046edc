import type { Kysely } from "kysely";
import type { Amendment } from "#domain/amendments/amendment.ts";
import type { Bet } from "#domain/bets/bet.ts";
import type { ConfidenceResult } from "#domain/confidence/confidence.ts";
import type { Terms } from "#domain/bets/terms.ts";
import {
  confidenceColumns,
  reviewColumns,
  shippingColumns,
  stateColumns,
  termsColumns,
  toRow,
  toTerms,
} from "./bet-row.ts";
import { betHistory } from "./bet-history.ts";
import { betReader } from "./read-bets.ts";
import { instantText } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";
import type { AmendmentRow, BetRow } from "./rows.ts";
import { indexBets } from "#store/search/search-index.ts";

export function bets(db: Kysely<Tables>) {
  const all = () => db.selectFrom("bets").selectAll();
  const change = (workspace: string, id: string) =>
    db.updateTable("bets").where("workspace", "=", workspace).where("id", "=", id);

  const versions = (workspace: string, bet: string): Promise<AmendmentRow[]> =>
    db
      .selectFrom("amendments")
      .selectAll()
      .where("workspace", "=", workspace)
      .where("bet", "=", bet)
      .orderBy("version")
      .execute();

  const read = betReader(db);
  const readOne = async (row: BetRow | undefined): Promise<Bet | undefined> =>
    (await read(row ? [row] : []))[0];
  return {
    ...betHistory(db),

    async find(workspace: string, id: string): Promise<Bet | undefined> {
      const row = await all().where("workspace", "=", workspace).where("id", "=", id).executeTakeFirst();
      return readOne(row);
    },

    async findByNumber(workspace: string, team: string, number: number): Promise<Bet | undefined> {
      const row = await all()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("number", "=", number)
        .executeTakeFirst();
      return readOne(row);
    },

    /** Returns those of these bets that exist, in no particular order. */
    async findAll(workspace: string, ids: readonly string[]): Promise<Bet[]> {
      if (ids.length === 0) return [];
      return read(await all().where("workspace", "=", workspace).where("id", "in", ids).execute());
    },

    /** How many of a team's bets became final before `before`, and how many of those hit. */
    async settledBefore(
      workspace: string,
      team: string,
      before: Temporal.Instant,
    ): Promise<{ settled: number; hits: number }> {
      const rows = await db
        .selectFrom("bets")
        .select(["verdict", (eb) => eb.fn.countAll<number | string>().as("bets")])
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("state", "=", "final")
        .where("settled_at", "<", instantText(before))
        .groupBy("verdict")
        .execute();
      const sum = (groups: typeof rows) =>
        groups.reduce((total, { bets: count }) => total + Number(count), 0);
      return { settled: sum(rows), hits: sum(rows.filter(({ verdict }) => verdict === "hit")) };
    },

    /** All bets of a team, newest first. */
    async ofTeam(workspace: string, team: string): Promise<Bet[]> {
      const rows = await all()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .orderBy("number", "desc")
        .execute();
      return read(rows);
    },

    /** The metrics of a team's last bets, newest first, each once. */
    async lastMetrics(workspace: string, team: string, bets: number): Promise<string[]> {
      const rows = await db
        .selectFrom("bets")
        .select("metric")
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .orderBy("number", "desc")
        .limit(bets)
        .execute();
      return [...new Set(rows.map(({ metric }) => metric))];
    },

    async add(bet: Bet): Promise<void> {
      await db.insertInto("bets").values(toRow(bet)).execute();
      await indexBets(db, bet.workspace, [bet.id]);
    },

    /**
     * Saves a bet's state and review, and nothing else. `from`: the state the caller read. False if somebody else
     * settled, confirmed or disputed the bet in the meantime; then nothing is saved.
     */
    async save(bet: Bet, from: Bet["state"]["kind"]): Promise<boolean> {
      const saved = await change(bet.workspace, bet.id)
        .set({ ...reviewColumns(bet.review), state: bet.state.kind, ...stateColumns(bet.state) })
        .where("state", "=", from)
        .executeTakeFirst();
      // A verdict that the team stated has a reason, and reasons are searchable.
      await indexBets(db, bet.workspace, [bet.id]);
      return saved.numUpdatedRows === 1n;
    },

    /** How often the bet has been settled so far. A dispute reopens it without lowering the count. */
    async rounds(workspace: string, id: string): Promise<number> {
      const row = await db
        .selectFrom("bets")
        .select("round")
        .where("workspace", "=", workspace)
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      return row.round;
    },

    /** Open bets whose review prompt is due, in every workspace. For the scheduler. */
    async withPromptDue(now: Temporal.Instant): Promise<Bet[]> {
      const rows = await all()
        .where("state", "=", "open")
        .where("next_prompt_at", "<=", instantText(now))
        .orderBy("next_prompt_at")
        .execute();
      return read(rows);
    },

    /** Open bets that are halfway to their review and not asked about yet, in every workspace. For the scheduler. */
    async withHalfwayDue(now: Temporal.Instant): Promise<Bet[]> {
      const rows = await all()
        .where("state", "=", "open")
        .where("halfway_at", "<=", instantText(now))
        .orderBy("halfway_at")
        .execute();
      return read(rows);
    },

    /** Bets whose provisional verdict is due to become final, in every workspace. For the scheduler. */
    async withVerdictDue(now: Temporal.Instant): Promise<Bet[]> {
      const rows = await all()
        .where("state", "=", "provisional")
        .where("final_at", "<=", instantText(now))
        .orderBy("final_at")
        .execute();
      return read(rows);
    },

    /** Locks an open bet for this transaction, so that nobody else can settle it. False if it isn't open. */
    async lockOpen(workspace: string, id: string): Promise<boolean> {
      const locked = await change(workspace, id)
        .set((eb) => ({ state: eb.ref("state") }))
        .where("state", "=", "open")
        .executeTakeFirst();
      return locked.numUpdatedRows === 1n;
    },

    /** Freezes the terms, because somebody is voting. False if the poll is closed. */
    async freezeTerms(workspace: string, id: string, now: Temporal.Instant): Promise<boolean> {
      const begun = await change(workspace, id)
        .set({ terms_frozen: 1 })
        .where("confidence", "is", null)
        .where("confidence_closes_at", ">", instantText(now))
        .executeTakeFirst();
      return begun.numUpdatedRows === 1n;
    },

    /** Ends voting now. The votes are still to be counted. */
    async endVoting(workspace: string, id: string, now: Temporal.Instant): Promise<void> {
      await change(workspace, id)
        .set({ confidence_closes_at: instantText(now) })
        .where("confidence_closes_at", ">", instantText(now))
        .execute();
    },

    /** Saves the poll's result. True for the caller that saved it first. */
    async saveConfidence(workspace: string, id: string, result: ConfidenceResult): Promise<boolean> {
      const saved = await change(workspace, id)
        .set({ ...confidenceColumns(result), confidence_closes_at: null, terms_frozen: 1 })
        .where("confidence_closes_at", "is not", null)
        .executeTakeFirst();
      return saved.numUpdatedRows === 1n;
    },

    /** Bets whose voting has ended and whose votes aren't counted yet, in every workspace. For the scheduler. */
    async withConfidenceDue(now: Temporal.Instant): Promise<Bet[]> {
      const rows = await all()
        .where("confidence_closes_at", "<=", instantText(now))
        .orderBy("confidence_closes_at")
        .execute();
      return read(rows);
    },

    /** Changes terms that aren't frozen. False if somebody voted or settled the bet in the meantime. */
    async changeTerms(bet: Bet): Promise<boolean> {
      const changed = await change(bet.workspace, bet.id)
        .set({ ...termsColumns(bet.terms), ...reviewColumns(bet.review), ...shippingColumns(bet) })
        .where("state", "=", "open")
        .where("terms_frozen", "=", 0)
        .executeTakeFirst();
      await indexBets(db, bet.workspace, [bet.id]);
      return changed.numUpdatedRows === 1n;
    },

    /** Saves when an open bet shipped, and its review. The caller has locked it. */
    async saveShipping(bet: Bet): Promise<void> {
      await change(bet.workspace, bet.id)
        .set({ ...reviewColumns(bet.review), ...shippingColumns(bet) })
        .where("state", "=", "open")
        .execute();
    },

    /** Changes the title and the belief of an open bet. False if it is not open. */
    async changeWords(
      workspace: string,
      id: string,
      { title, belief }: Pick<Bet, "title" | "belief">,
    ): Promise<boolean> {
      const changed = await change(workspace, id)
        .set({ title, belief })
        .where("state", "=", "open")
        .executeTakeFirst();
      await indexBets(db, workspace, [id]);
      return changed.numUpdatedRows === 1n;
    },

    /** Changes where an open bet's number comes from. */
    async changeSource(workspace: string, id: string, source: string | undefined): Promise<void> {
      await change(workspace, id)
        .set({ source: source ?? null })
        .where("state", "=", "open")
        .execute();
    },

    /** Deletes a bet that has neither readings nor amendments nor a retro. */
    async delete(workspace: string, id: string): Promise<void> {
      for (const table of ["search_texts", "idempotency_keys"] as const)
        await db.deleteFrom(table).where("workspace", "=", workspace).where("bet", "=", id).execute();
      await db
        .deleteFrom("source_uses")
        .where("workspace", "=", workspace)
        .where("subject", "=", id)
        .execute();
      await db.deleteFrom("bets").where("workspace", "=", workspace).where("id", "=", id).execute();
    },

    /**
     * Adds an amendment; the original terms stay. Returns its version, counted from 1, or undefined if somebody settled
     * the bet in the meantime.
     */
    async amend(
      bet: Bet,
      { terms, reason }: Amendment,
      addedAt: Temporal.Instant,
    ): Promise<number | undefined> {
      const { workspace, id } = bet;
      const open = await change(workspace, id)
        .set({ ...reviewColumns(bet.review), ...shippingColumns(bet) })
        .where("state", "=", "open")
        .executeTakeFirst();
      if (open.numUpdatedRows !== 1n) return undefined;
      const version = ((await versions(workspace, id)).at(-1)?.version ?? 0) + 1;
      await db
        .insertInto("amendments")
        .values({
          workspace,
          bet: id,
          version,
          ...termsColumns(terms),
          reason,
          added_at: instantText(addedAt),
        })
        .execute();
      await indexBets(db, workspace, [id]);
      return version;
    },

    /** An amendment, and the terms before it. */
    async amendment(
      workspace: string,
      id: string,
      version: number,
    ): Promise<(Amendment & { before: Terms }) | undefined> {
      const row = await all().where("workspace", "=", workspace).where("id", "=", id).executeTakeFirst();
      const amendments = await versions(workspace, id);
      const amendment = amendments.find((candidate) => candidate.version === version);
      if (!row || !amendment) return undefined;
      const before = amendments.find((candidate) => candidate.version === version - 1) ?? row;
      return { terms: toTerms(amendment), reason: amendment.reason, before: toTerms(before) };
    },
  };
}
