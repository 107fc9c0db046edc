import type { ExpressionBuilder, Kysely } from "kysely";
import type { Backlog } from "#domain/deliveries/backlog.ts";
import { instant, instantText } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";

type Count = Backlog["counts"][number];

/** The whole queue in one query, for monitoring. */
export function backlogOf(db: Kysely<Tables>) {
  return {
    /** Across all workspaces. Skips sent and refused deliveries, so the cost doesn't grow with the history. */
    async backlog(now: Temporal.Instant): Promise<Backlog> {
      const rows = await db
        .selectFrom("deliveries as delivery")
        .select((eb) => [
          "delivery.kind",
          eb
            .case()
            .when(eb.and([eb("delivery.state", "=", "due"), eb("delivery.reason", "is not", null)]))
            .then("paused")
            .else(eb.ref("delivery.state"))
            .end()
            .as("shown_state"),
          eb.fn.countAll<number | string>().as("count"),
          eb.fn
            .min(
              eb
                .case()
                .when(isPostable(eb, instantText(now)))
                .then(eb.ref("delivery.due_at"))
                .end(),
            )
            .as("oldest"),
        ])
        .where("delivery.state", "in", ["due", "sending", "unknown", "uncertain"])
        .groupBy(["delivery.kind", "shown_state"])
        .execute();
      const oldest = rows.flatMap((row) => row.oldest ?? []).sort()[0];
      return {
        counts: rows.map(({ kind, shown_state, count }) => ({
          kind: kind as Count["kind"],
          state: shown_state as Count["state"],
          count: Number(count),
        })),
        ...(oldest !== undefined && { oldestDueAt: instant(oldest) }),
      };
    },
  };
}

type Aliased = Tables & { delivery: Tables["deliveries"] };

/** Due, its thread's first message sent or refused, and no paused message before it in its team's channel. */
const isPostable = (eb: ExpressionBuilder<Aliased, "delivery">, now: string) =>
  eb.and([
    eb("delivery.state", "=", "due"),
    eb("delivery.reason", "is", null),
    eb("delivery.due_at", "<=", now),
    eb.not(
      eb.exists(
        eb
          .selectFrom("deliveries as parent")
          .select("parent.key")
          .whereRef("parent.workspace", "=", "delivery.workspace")
          .whereRef("parent.key", "=", "delivery.thread_of")
          .where("parent.state", "not in", ["sent", "refused"]),
      ),
    ),
    eb.not(
      eb.exists(
        eb
          .selectFrom("deliveries as earlier")
          .select("earlier.key")
          .whereRef("earlier.workspace", "=", "delivery.workspace")
          .whereRef("earlier.team", "=", "delivery.team")
          .where("earlier.state", "=", "due")
          .where("earlier.reason", "is not", null)
          .whereRef("earlier.position", "<", "delivery.position"),
      ),
    ),
  ]);
