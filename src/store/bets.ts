import type { Kysely } from "kysely";
import type { Bet, BetState, Outcome } from "#domain/bet.ts";
import type { Chosen, Dependency } from "#domain/mandate.ts";
import type { Evidence } from "#domain/reading.ts";
import { isComputed, type SaidVerdict, verdict } from "#domain/verdict.ts";
import { day, instant, instantText, optional, same } from "./columns.ts";
import type { BetRow, Tables } from "./rows.ts";

export function bets(db: Kysely<Tables>) {
  const all = () => db.selectFrom("bets").selectAll();
  return {
    async find(workspace: string, id: string): Promise<Bet | undefined> {
      const row = await all().where("workspace", "=", workspace).where("id", "=", id).executeTakeFirst();
      return row && toBet(row);
    },

    async numbered(workspace: string, team: string, number: number): Promise<Bet | undefined> {
      const row = await all()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("number", "=", number)
        .executeTakeFirst();
      return row && toBet(row);
    },

    /** All bets of a team, the newest first. */
    async ofTeam(workspace: string, team: string): Promise<Bet[]> {
      const rows = await all()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .orderBy("number", "desc")
        .execute();
      return rows.map(toBet);
    },

    async add(bet: Bet): Promise<void> {
      await db
        .insertInto("bets")
        .values({ ...toRow(bet), round: 0 })
        .execute();
    },

    /**
     * Saves a bet that was decided on in the state `from`. False when somebody else settled, confirmed or disputed it
     * meanwhile: then nothing was saved.
     */
    async save(bet: Bet, from: Bet["state"]["kind"]): Promise<boolean> {
      const saved = await db
        .updateTable("bets")
        .set(toRow(bet))
        .where("workspace", "=", bet.workspace)
        .where("id", "=", bet.id)
        .where("state", "=", from)
        .executeTakeFirst();
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
      return rows.map(toBet);
    },

    /** Provisional verdicts of every workspace that nobody disputed in time: the scheduler's question. */
    async withVerdictDue(now: Temporal.Instant): Promise<Bet[]> {
      const rows = await all()
        .where("state", "=", "provisional")
        .where("final_at", "<=", instantText(now))
        .orderBy("final_at")
        .execute();
      return rows.map(toBet);
    },
  };
}

function toBet(row: BetRow): Bet {
  return {
    id: row.id,
    workspace: row.workspace,
    team: row.team,
    number: row.number,
    title: row.title,
    belief: row.belief,
    terms: {
      metric: row.metric,
      unit: row.unit,
      baseline: row.baseline,
      target: row.target,
      reviewOn: day(row.review_on),
    },
    ...optional("guardrail", row.guardrail, same),
    ...optional("keyResult", row.key_result, same),
    mandate: {
      chosen: row.chosen as Chosen,
      ...optional("dependency", row.dependency, (dependency) => dependency as Dependency),
    },
    placedAt: instant(row.placed_at),
    review: { prompts: row.prompts, ...optional("nextPromptAt", row.next_prompt_at, instant) },
    state: toState(row),
  };
}

function toState(row: BetRow): BetState {
  if (row.final_at !== null)
    return { kind: "provisional", outcome: toOutcome(row), round: row.round, finalAt: instant(row.final_at) };
  if (row.settled_at !== null)
    return { kind: "final", outcome: toOutcome(row), round: row.round, settledAt: instant(row.settled_at) };
  return { kind: "open" };
}

function toOutcome(row: BetRow): Outcome {
  const reason = optional("reason", row.reason, same);
  if (row.final_value === null || row.final_taken_on === null)
    return { verdict: { kind: row.verdict as SaidVerdict["kind"] }, ...reason };
  return {
    verdict: verdict(row, row.final_value),
    reading: {
      value: row.final_value,
      takenOn: day(row.final_taken_on),
      evidence: row.final_evidence as Evidence,
      ...optional("note", row.final_note, same),
    },
    ...reason,
  };
}

const NO_OUTCOME = {
  verdict: null,
  final_value: null,
  final_taken_on: null,
  final_evidence: null,
  final_note: null,
  reason: null,
  final_at: null,
  settled_at: null,
};

function toRow(bet: Bet): Omit<BetRow, "round"> & { round?: number } {
  return {
    id: bet.id,
    workspace: bet.workspace,
    team: bet.team,
    number: bet.number,
    title: bet.title,
    belief: bet.belief,
    metric: bet.terms.metric,
    unit: bet.terms.unit,
    baseline: bet.terms.baseline,
    target: bet.terms.target,
    review_on: bet.terms.reviewOn.toString(),
    guardrail: bet.guardrail ?? null,
    key_result: bet.keyResult ?? null,
    chosen: bet.mandate.chosen,
    dependency: bet.mandate.dependency ?? null,
    placed_at: instantText(bet.placedAt),
    prompts: bet.review.prompts,
    next_prompt_at: bet.review.nextPromptAt ? instantText(bet.review.nextPromptAt) : null,
    state: bet.state.kind,
    ...stateColumns(bet.state),
  };
}

function stateColumns(state: BetState) {
  if (state.kind === "open") return NO_OUTCOME;
  const { outcome, round } = state;
  return {
    round,
    verdict: outcome.verdict.kind,
    final_value: isComputed(outcome.verdict) && outcome.reading ? outcome.reading.value : null,
    final_taken_on: outcome.reading?.takenOn.toString() ?? null,
    final_evidence: outcome.reading?.evidence ?? null,
    final_note: outcome.reading?.note ?? null,
    reason: outcome.reason ?? null,
    final_at: state.kind === "provisional" ? instantText(state.finalAt) : null,
    settled_at: state.kind === "final" ? instantText(state.settledAt) : null,
  };
}
