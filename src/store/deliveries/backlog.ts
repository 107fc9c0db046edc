import type { ExpressionBuilder, Kysely } from "kysely";
import type { Backlog } from "#domain/deliveries/backlog.ts";
import { instant, instantText } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";

type Count = Backlog["counts"][number];

/** The whole queue in one question, for whoever watches. */
export function backlogOf(db: Kysely<Tables>) {
  return {
    /** Over every workspace. What is sent or given up is not read, so that it costs the same however long the record is. */
    async backlog(now: Temporal.Instant): Promise<Backlog> {
      const rows = await db
        .selectFrom("deliveries as owed")
        .select((eb) => [
          "owed.kind",
          eb
            .case()
            .when(eb.and([eb("owed.state", "=", "due"), eb("owed.reason", "is not", null)]))
            .then("paused")
            .else(eb.ref("owed.state"))
            .end()
            .as("standing"),
          eb.fn.countAll<number | string>().as("count"),
          eb.fn
            .min(
              eb
                .case()
                .when(isToBePosted(eb, instantText(now)))
                .then(eb.ref("owed.due_at"))
                .end(),
            )
            .as("oldest"),
        ])
        .where("owed.state", "in", ["due", "sending", "unknown", "uncertain"])
        .groupBy(["owed.kind", "standing"])
        .execute();
      const oldest = rows.flatMap((row) => row.oldest ?? []).sort()[0];
      return {
        counts: rows.map(({ kind, standing, count }) => ({
          kind: kind as Count["kind"],
          state: standing as Count["state"],
          count: Number(count),
        })),
        ...(oldest !== undefined && { oldestDueAt: instant(oldest) }),
      };
    },
  };
}

type Owed = Tables & { owed: Tables["deliveries"] };

/** Due, and behind nothing that waits for a channel that is away or for a message whose fate nobody knows. */
const isToBePosted = (eb: ExpressionBuilder<Owed, "owed">, now: string) =>
  eb.and([
    eb("owed.state", "=", "due"),
    eb("owed.reason", "is", null),
    eb("owed.due_at", "<=", now),
    eb.not(
      eb.exists(
        eb
          .selectFrom("deliveries as parent")
          .select("parent.key")
          .whereRef("parent.workspace", "=", "owed.workspace")
          .whereRef("parent.key", "=", "owed.thread_of")
          .where("parent.state", "not in", ["sent", "refused"]),
      ),
    ),
    eb.not(
      eb.exists(
        eb
          .selectFrom("deliveries as earlier")
          .select("earlier.key")
          .whereRef("earlier.workspace", "=", "owed.workspace")
          .whereRef("earlier.team", "=", "owed.team")
          .where("earlier.state", "=", "due")
          .where("earlier.reason", "is not", null)
          .whereRef("earlier.position", "<", "owed.position"),
      ),
    ),
  ]);
