import type { Kysely } from "kysely";
import type { Amendment } from "#domain/amendments/amendment.ts";
import type { Bet } from "#domain/bets/bet.ts";
import type { ConfidenceResult } from "#domain/confidence/confidence.ts";
import type { Terms } from "#domain/bets/terms.ts";
import { confidenceColumns, reviewColumns, stateColumns, termsColumns, toRow, toTerms } from "./bet-row.ts";
import { betHistory } from "./bet-history.ts";
import { betReader } from "./read-bets.ts";
import { instantText } from "#store/database/columns.ts";
import type { AmendmentRow, BetRow, Tables } from "#store/database/tables.ts";
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

    async numbered(workspace: string, team: string, number: number): Promise<Bet | undefined> {
      const row = await all()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("number", "=", number)
        .executeTakeFirst();
      return readOne(row);
    },

    /** Those of some bets that there are, in no order. */
    async findAll(workspace: string, ids: readonly string[]): Promise<Bet[]> {
      if (ids.length === 0) return [];
      return read(await all().where("workspace", "=", workspace).where("id", "in", ids).execute());
    },

    /** Of the bets of a team that were settled before a moment: how many there are, and how many of them hit. */
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
      const sum = (of: typeof rows) => of.reduce((total, { bets: count }) => total + Number(count), 0);
      return { settled: sum(rows), hits: sum(rows.filter(({ verdict }) => verdict === "hit")) };
    },

    /** All bets of a team, the newest first. */
    async ofTeam(workspace: string, team: string): Promise<Bet[]> {
      const rows = await all()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .orderBy("number", "desc")
        .execute();
      return read(rows);
    },

    async add(bet: Bet): Promise<void> {
      await db.insertInto("bets").values(toRow(bet)).execute();
      await indexBets(db, bet.workspace, [bet.id]);
    },

    /**
     * Saves the state and the review of a bet that was decided on in the state `from`; what it was placed with stays.
     * False when somebody else settled, confirmed or disputed it meanwhile: then nothing was saved.
     */
    async save(bet: Bet, from: Bet["state"]["kind"]): Promise<boolean> {
      const saved = await change(bet.workspace, bet.id)
        .set({ ...reviewColumns(bet.review), state: bet.state.kind, ...stateColumns(bet.state) })
        .where("state", "=", from)
        .executeTakeFirst();
      // A verdict that was said has a reason.
      await indexBets(db, bet.workspace, [bet.id]);
      return saved.numUpdatedRows === 1n;
    },

    /** How often the bet was settled so far; a dispute puts it back, and the next settling is one more. */
    async rounds(workspace: string, id: string): Promise<number> {
      const row = await db
        .selectFrom("bets")
        .select("round")
        .where("workspace", "=", workspace)
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      return row.round;
    },

    /** Open bets of every workspace whose channel is to be asked: the scheduler's question. */
    async withPromptDue(now: Temporal.Instant): Promise<Bet[]> {
      const rows = await all()
        .where("state", "=", "open")
        .where("next_prompt_at", "<=", instantText(now))
        .orderBy("next_prompt_at")
        .execute();
      return read(rows);
    },

    /** Provisional verdicts of every workspace that nobody disputed in time: the scheduler's question. */
    async withVerdictDue(now: Temporal.Instant): Promise<Bet[]> {
      const rows = await all()
        .where("state", "=", "provisional")
        .where("final_at", "<=", instantText(now))
        .orderBy("final_at")
        .execute();
      return read(rows);
    },

    /** Whether the bet is open, and nobody else settles it while this transaction lasts. */
    async holdOpen(workspace: string, id: string): Promise<boolean> {
      const held = await change(workspace, id)
        .set((eb) => ({ state: eb.ref("state") }))
        .where("state", "=", "open")
        .executeTakeFirst();
      return held.numUpdatedRows === 1n;
    },

    /** Takes note that somebody votes, which freezes the terms. False when the poll is closed. */
    async beginVote(workspace: string, id: string, now: Temporal.Instant): Promise<boolean> {
      const begun = await change(workspace, id)
        .set({ terms_frozen: 1 })
        .where("confidence", "is", null)
        .where("confidence_closes_at", ">", instantText(now))
        .executeTakeFirst();
      return begun.numUpdatedRows === 1n;
    },

    /** Takes no more votes from now on; what there is waits to be counted. */
    async endVoting(workspace: string, id: string, now: Temporal.Instant): Promise<void> {
      await change(workspace, id)
        .set({ confidence_closes_at: instantText(now) })
        .where("confidence_closes_at", ">", instantText(now))
        .execute();
    },

    /** Keeps what the poll gave. True for the one that counted it. */
    async saveConfidence(workspace: string, id: string, result: ConfidenceResult): Promise<boolean> {
      const saved = await change(workspace, id)
        .set({ ...confidenceColumns(result), confidence_closes_at: null, terms_frozen: 1 })
        .where("confidence_closes_at", "is not", null)
        .executeTakeFirst();
      return saved.numUpdatedRows === 1n;
    },

    /** Bets of every workspace whose poll takes no more votes and is not counted: the scheduler's question. */
    async withConfidenceDue(now: Temporal.Instant): Promise<Bet[]> {
      const rows = await all()
        .where("confidence_closes_at", "<=", instantText(now))
        .orderBy("confidence_closes_at")
        .execute();
      return read(rows);
    },

    /** Changes terms that are not frozen. False when somebody voted or settled meanwhile. */
    async changeTerms(bet: Bet): Promise<boolean> {
      const changed = await change(bet.workspace, bet.id)
        .set({ ...termsColumns(bet.terms), ...reviewColumns(bet.review) })
        .where("state", "=", "open")
        .where("terms_frozen", "=", 0)
        .executeTakeFirst();
      await indexBets(db, bet.workspace, [bet.id]);
      return changed.numUpdatedRows === 1n;
    },

    /** Adds an amendment beside the frozen terms; the answer is its version, counted from 1. Nothing when somebody settled meanwhile. */
    async amend(
      bet: Bet,
      { terms, reason }: Amendment,
      addedAt: Temporal.Instant,
    ): Promise<number | undefined> {
      const { workspace, id } = bet;
      const open = await change(workspace, id)
        .set(reviewColumns(bet.review))
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

    /** An amendment, and the terms as they stood before it. */
    async amendment(
      workspace: string,
      id: string,
      version: number,
    ): Promise<(Amendment & { before: Terms }) | undefined> {
      const row = await all().where("workspace", "=", workspace).where("id", "=", id).executeTakeFirst();
      const amendments = await versions(workspace, id);
      const amendment = amendments.find((one) => one.version === version);
      if (!row || !amendment) return undefined;
      const before = amendments.find((one) => one.version === version - 1) ?? row;
      return { terms: toTerms(amendment), reason: amendment.reason, before: toTerms(before) };
    },
  };
}
