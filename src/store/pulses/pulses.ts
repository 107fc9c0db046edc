import type { Kysely } from "kysely";
import {
  type Answers,
  type Occasion,
  type Pulse,
  type PulseQuestion,
  type PulseResult,
  type Rating,
  sumOfRatings,
  type PendingRatings,
} from "#domain/pulses/pulse.ts";
import { instant, instantText, optional, identity } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";
import type { PulseRatingRow, PulseRow } from "./rows.ts";

export function pulses(db: Kysely<Tables>, onDestroyed: () => void) {
  const all = () => db.selectFrom("pulses").selectAll();
  const change = (workspace: string, id: string) =>
    db
      .updateTable("pulses")
      .where("workspace", "=", workspace)
      .where("id", "=", id)
      .where("closed_at", "is", null);
  const pulsesOf = (workspace: string, team: string) =>
    db.selectFrom("pulses").select("id").where("workspace", "=", workspace).where("team", "=", team);

  async function read(workspace: string, rows: readonly PulseRow[]): Promise<Pulse[]> {
    if (rows.length === 0) return [];
    const ratings = await db
      .selectFrom("pulse_ratings")
      .selectAll()
      .where("workspace", "=", workspace)
      .where(
        "pulse",
        "in",
        rows.map(({ id }) => id),
      )
      .orderBy("question")
      .orderBy("rating")
      .execute();
    return rows.map((row) =>
      toPulse(
        row,
        ratings.filter(({ pulse }) => pulse === row.id),
      ),
    );
  }

  return {
    async add(pulse: Omit<Pulse, "state"> & { readonly closesAt: Temporal.Instant }): Promise<void> {
      await db
        .insertInto("pulses")
        .values({
          workspace: pulse.workspace,
          id: pulse.id,
          team: pulse.team,
          opened_at: instantText(pulse.openedAt),
          shows_from: pulse.threshold,
          occasion: pulse.occasion ?? null,
          closes_at: instantText(pulse.closesAt),
          closed_at: null,
          result: null,
          answered: null,
          could_answer: null,
        })
        .execute();
    },

    async find(workspace: string, id: string): Promise<Pulse | undefined> {
      const rows = await all().where("workspace", "=", workspace).where("id", "=", id).execute();
      return (await read(workspace, rows))[0];
    },

    /** A team's pulses, in the order they were opened. */
    async ofTeam(workspace: string, team: string): Promise<Pulse[]> {
      const rows = await all()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .orderBy("opened_at")
        .execute();
      return read(workspace, rows);
    },

    /** The team's last `limit` pulses, in the order they were opened. */
    async lastOfTeam(workspace: string, team: string, limit: number): Promise<Pulse[]> {
      const rows = await all()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .orderBy("opened_at", "desc")
        .limit(limit)
        .execute();
      return read(workspace, rows.toReversed());
    },

    /** A team's pulses that closed from `from` (inclusive) to `until` (exclusive), in the order they were opened. */
    async closedWithin(
      workspace: string,
      team: string,
      { from, until }: { readonly from: Temporal.Instant; readonly until: Temporal.Instant },
    ): Promise<Pulse[]> {
      const rows = await all()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("closed_at", ">=", instantText(from))
        .where("closed_at", "<", instantText(until))
        .orderBy("opened_at")
        .execute();
      return read(workspace, rows);
    },

    /** Whether the pulse still takes answers. Locks it, so that answers and closing don't interleave. */
    async lockOpen(workspace: string, id: string, now: Temporal.Instant): Promise<boolean> {
      const open = await change(workspace, id)
        .set((eb) => ({ closes_at: eb.ref("closes_at") }))
        .where("closes_at", ">", instantText(now))
        .executeTakeFirst();
      return open.numUpdatedRows === 1n;
    },

    /** Ends answering now. The answers are still to be counted. */
    async endAnswers(workspace: string, id: string, now: Temporal.Instant): Promise<void> {
      await change(workspace, id)
        .set({ closes_at: instantText(now) })
        .where("closes_at", ">", instantText(now))
        .execute();
    },

    /** Closes the pulse with its result. True for the caller that closed it first. */
    async close(
      workspace: string,
      id: string,
      result: PulseResult,
      closedAt: Temporal.Instant,
    ): Promise<boolean> {
      const counted = result.kind === "counted" ? result : undefined;
      const closed = await change(workspace, id)
        .set({
          closes_at: null,
          closed_at: instantText(closedAt),
          result: result.kind,
          answered: counted?.answered ?? null,
          could_answer: counted?.couldAnswer ?? null,
        })
        .executeTakeFirst();
      if (closed.numUpdatedRows !== 1n) return false;
      const rows = [...(counted?.answers ?? [])].flatMap(([question, { basis, ratings }]) =>
        [...ratings].map(([rating, votes]) => ({ workspace, pulse: id, question, rating, votes, basis })),
      );
      if (rows.length > 0) await db.insertInto("pulse_ratings").values(rows).execute();
      return true;
    },

    /** A team's pending ratings, by question: those that were too few to show so far. */
    async pendingRatings(workspace: string, team: string): Promise<Map<PulseQuestion, PendingRatings>> {
      const rows = await db
        .selectFrom("pulse_ratings")
        .innerJoin("pulses", (join) =>
          join
            .onRef("pulses.workspace", "=", "pulse_ratings.workspace")
            .onRef("pulses.id", "=", "pulse_ratings.pulse"),
        )
        .select(["question", "rating", "votes", "shows_from"])
        .where("pulse_ratings.workspace", "=", workspace)
        .where("pulses.team", "=", team)
        .where("basis", "=", "waiting")
        .execute();
      return new Map(
        [...Map.groupBy(rows, ({ question }) => question as PulseQuestion)].map(([question, pending]) => [
          question,
          {
            ratings: sumOfRatings(pending.map(({ rating, votes }) => new Map([[rating as Rating, votes]]))),
            threshold: Math.max(...pending.map(({ shows_from }) => shows_from)),
          },
        ]),
      );
    },

    /** Destroys the pending ratings of a question, which have been shown with later ones. */
    async deletePending(workspace: string, team: string, question: PulseQuestion): Promise<void> {
      await db
        .deleteFrom("pulse_ratings")
        .where("workspace", "=", workspace)
        .where("basis", "=", "waiting")
        .where("question", "=", question)
        .where("pulse", "in", pulsesOf(workspace, team))
        .execute();
      onDestroyed();
    },

    /** Destroys pending ratings of pulses that closed before `at`: they stayed too few. */
    async deletePendingBefore(workspace: string, team: string, at: Temporal.Instant): Promise<void> {
      await db
        .deleteFrom("pulse_ratings")
        .where("workspace", "=", workspace)
        .where("basis", "=", "waiting")
        .where("pulse", "in", pulsesOf(workspace, team).where("closed_at", "<", instantText(at)))
        .execute();
      onDestroyed();
    },

    /** Teams with pending ratings, and since when they are pending, in every workspace. For the scheduler. */
    async teamsWithPendingRatings(): Promise<
      { readonly workspace: string; readonly team: string; readonly since: Temporal.Instant }[]
    > {
      const rows = await db
        .selectFrom("pulse_ratings")
        .innerJoin("pulses", (join) =>
          join
            .onRef("pulses.workspace", "=", "pulse_ratings.workspace")
            .onRef("pulses.id", "=", "pulse_ratings.pulse"),
        )
        .select(["pulses.workspace", "pulses.team", (eb) => eb.fn.min("closed_at").as("since")])
        .where("basis", "=", "waiting")
        .groupBy(["pulses.workspace", "pulses.team"])
        .execute();
      return rows.flatMap(({ workspace, team, since }) =>
        since === null ? [] : [{ workspace, team, since: instant(since) }],
      );
    },

    /** Pulses that take no more answers and aren't counted yet, in every workspace. For the scheduler. */
    async withCloseDue(now: Temporal.Instant): Promise<Pick<Pulse, "workspace" | "team" | "id">[]> {
      return db
        .selectFrom("pulses")
        .select(["workspace", "team", "id"])
        .where("closes_at", "<=", instantText(now))
        .orderBy("closes_at")
        .execute();
    },
  };
}

function toPulse(row: PulseRow, ratings: readonly PulseRatingRow[]): Pulse {
  return {
    id: row.id,
    workspace: row.workspace,
    team: row.team,
    openedAt: instant(row.opened_at),
    threshold: row.shows_from,
    ...optional("occasion", row.occasion, (occasion) => occasion as Occasion),
    state:
      row.closed_at === null
        ? { kind: "open", closesAt: instant(row.closes_at ?? row.opened_at) }
        : { kind: "closed", closedAt: instant(row.closed_at), result: toResult(row, ratings) },
  };
}

function toResult(row: PulseRow, ratings: readonly PulseRatingRow[]): PulseResult {
  if (row.result === "unreadable") return { kind: "unreadable" };
  if (row.result !== "counted") return { kind: "none" };
  const answers = new Map<PulseQuestion, Answers>();
  for (const [question, rows] of Map.groupBy(ratings, (row) => row.question as PulseQuestion))
    answers.set(question, {
      basis: rows[0]?.basis as Answers["basis"],
      ratings: new Map(rows.map(({ rating, votes }) => [rating as Rating, votes])),
    });
  return {
    kind: "counted",
    answered: row.answered ?? 0,
    ...optional("couldAnswer", row.could_answer, identity),
    answers,
  };
}
