import { type ExpressionBuilder, type Kysely, type SelectQueryBuilder, sql } from "kysely";
import type { Delivery } from "#domain/deliveries/delivery.ts";
import { instant, instantText } from "#store/database/columns.ts";
import { toDelivery } from "./delivery-row.ts";
import type { Tables } from "#store/database/tables.ts";

/** Workspaces and teams to skip for now. */
export type Skips = { readonly workspaces: readonly string[]; readonly teams: readonly string[] };

/** Kinds of messages that can wait. */
const LOW_PRIORITY = ["digest", "recap", "review-prompt"];

/** States of a delivery that was claimed and whose outcome isn't known. */
const IN_DOUBT: readonly string[] = ["sending", "unknown", "uncertain"];

/** What the outbox has to do next, across all workspaces. */
export function deliveryQueue(db: Kysely<Tables>) {
  /** The first message that is due and can be posted. Messages are ordered as they were enqueued. */
  const firstToPost = (operator: "in" | "not in", now: string, except: Skips) =>
    skipping(except, db.selectFrom("deliveries as delivery").selectAll("delivery"))
      .where("delivery.kind", operator, LOW_PRIORITY)
      .where("delivery.state", "=", "due")
      .where("delivery.due_at", "<=", now)
      .where((eb) => eb.or([eb("delivery.next_at", "is", null), eb("delivery.next_at", "<=", now)]))
      .where((eb) =>
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
      )
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom("deliveries as earlier")
              .leftJoin("deliveries as root", (join) =>
                join
                  .onRef("root.workspace", "=", "earlier.workspace")
                  .onRef("root.key", "=", "earlier.thread_of"),
              )
              .select("earlier.key")
              .whereRef("earlier.workspace", "=", "delivery.workspace")
              .whereRef("earlier.team", "=", "delivery.team")
              .where("earlier.state", "=", "due")
              .where("earlier.due_at", "<=", now)
              .whereRef("earlier.position", "<", "delivery.position")
              .where((joined) =>
                joined.or([joined("root.key", "is", null), joined("root.state", "in", ["sent", "refused"])]),
              ),
          ),
        ),
      )
      .orderBy("delivery.position")
      .limit(1);

  /** A cheap check before the full query: mostly there are no candidates. */
  const hasCandidates = async (states: readonly string[], column: "due_at" | "next_at", at: string) =>
    (await db
      .selectFrom("deliveries")
      .select("key")
      .where("state", "in", states)
      .where(column, "<=", at)
      .limit(1)
      .executeTakeFirst()) !== undefined;

  return {
    /**
     * The next message to post. A team's messages are posted in order: one that has to wait holds back those after it,
     * but no other team's. Messages that people are waiting for come before scheduled ones.
     */
    async nextToPost(now: Temporal.Instant, except: Skips): Promise<Delivery | undefined> {
      const at = instantText(now);
      if (!(await hasCandidates(["due"], "due_at", at))) return undefined;
      const row =
        (await firstToPost("not in", at, except).executeTakeFirst()) ??
        (await firstToPost("in", at, except).executeTakeFirst());
      return row && toDelivery(row);
    },

    /** The next posted message to update. The 0 is a literal rather than bound, so that the partial index is used. */
    async nextToUpdate(now: Temporal.Instant, except: Skips): Promise<Delivery | undefined> {
      const at = instantText(now);
      const row = await skipping(except, db.selectFrom("deliveries as delivery").selectAll("delivery"))
        .where("delivery.state", "=", "sent")
        .where("delivery.stale", ">", sql.lit(0))
        .where((eb) => eb.or([eb("delivery.next_at", "is", null), eb("delivery.next_at", "<=", at)]))
        .where((eb) => eb.or([eb("delivery.lease_until", "is", null), eb("delivery.lease_until", "<=", at)]))
        .orderBy("delivery.position")
        .limit(1)
        .executeTakeFirst();
      return row && toDelivery(row);
    },

    /** The next message to look up in its channel, because it is unknown whether Slack took it. */
    async nextToLookUp(now: Temporal.Instant, except: Skips): Promise<Delivery | undefined> {
      const at = instantText(now);
      if (!(await hasCandidates(IN_DOUBT, "next_at", at))) return undefined;
      const row = await skipping(except, db.selectFrom("deliveries as delivery").selectAll("delivery"))
        .where("delivery.state", "in", IN_DOUBT)
        .where("delivery.next_at", "<=", at)
        // Its thread is known once the outcome of the thread's first message is.
        .where((eb) =>
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
        )
        .orderBy("delivery.next_at")
        .orderBy("delivery.position")
        .limit(1)
        .executeTakeFirst();
      return row && toDelivery(row);
    },

    /** When the next waiting delivery may be tried again. */
    async nextRetryAt(now: Temporal.Instant): Promise<Temporal.Instant | undefined> {
      const at = instantText(now);
      const row = await db
        .selectFrom("deliveries")
        .select((eb) => eb.fn.min("next_at").as("next"))
        .where((eb) => eb.or([eb("state", "not in", ["sent", "refused"]), eb("stale", ">", sql.lit(0))]))
        .where("next_at", ">", at)
        .executeTakeFirst();
      return row?.next ? instant(row.next) : undefined;
    },
  };
}

type Aliased = Tables & { delivery: Tables["deliveries"] };

const skipping = <Row>(
  { workspaces, teams }: Skips,
  query: SelectQueryBuilder<Aliased, "delivery", Row>,
): SelectQueryBuilder<Aliased, "delivery", Row> =>
  query.where((eb: ExpressionBuilder<Aliased, "delivery">) =>
    eb.and([
      ...(workspaces.length > 0 ? [eb("delivery.workspace", "not in", workspaces)] : []),
      ...(teams.length > 0 ? [eb("delivery.team", "not in", teams)] : []),
    ]),
  );
