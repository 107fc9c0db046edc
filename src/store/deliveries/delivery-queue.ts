import { type ExpressionBuilder, type Kysely, type SelectQueryBuilder, sql } from "kysely";
import type { Delivery } from "#domain/deliveries/delivery.ts";
import { instant, instantText } from "#store/database/columns.ts";
import { toDelivery } from "./delivery-row.ts";
import type { Tables } from "#store/database/tables.ts";

/** Whose turn it is not, for now. */
export type Except = { readonly workspaces: readonly string[]; readonly teams: readonly string[] };

/** Nobody waits for these at this moment. */
const UNHURRIED = ["digest", "recap", "review-prompt"];

/** Begun, and nobody knows how it ended. */
const LOST: readonly string[] = ["sending", "unknown", "uncertain"];

/** What is to be done next, for every workspace: the outbox's questions. */
export function deliveryQueue(db: Kysely<Tables>) {
  /** The first message due by now, in the order in which they became due. */
  const firstToPost = (among: "in" | "not in", now: string, except: Except) =>
    without(except, db.selectFrom("deliveries as delivery").selectAll("delivery"))
      .where("delivery.kind", among, UNHURRIED)
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
              .where((of) =>
                of.or([of("root.key", "is", null), of("root.state", "in", ["sent", "refused"])]),
              ),
          ),
        ),
      )
      .orderBy("delivery.position")
      .limit(1);

  /** Whether there may be one at all. Mostly there is none, which is cheaper to ask than who comes first. */
  const isAny = async (states: readonly string[], by: "due_at" | "next_at", at: string) =>
    (await db
      .selectFrom("deliveries")
      .select("key")
      .where("state", "in", states)
      .where(by, "<=", at)
      .limit(1)
      .executeTakeFirst()) !== undefined;

  return {
    /**
     * The next message to post. In a team's channel one comes after the other: one that has to wait holds back those after
     * it, but no other channel. What people wait for comes before what is on a schedule.
     */
    async nextToPost(now: Temporal.Instant, except: Except): Promise<Delivery | undefined> {
      const at = instantText(now);
      if (!(await isAny(["due"], "due_at", at))) return undefined;
      const row =
        (await firstToPost("not in", at, except).executeTakeFirst()) ??
        (await firstToPost("in", at, except).executeTakeFirst());
      return row && toDelivery(row);
    },

    /** The next posted message whose subject has changed since it was rendered. Its index wants the nought as it is, not bound. */
    async nextToUpdate(now: Temporal.Instant, except: Except): Promise<Delivery | undefined> {
      const at = instantText(now);
      const row = await without(except, db.selectFrom("deliveries as delivery").selectAll("delivery"))
        .where("delivery.state", "=", "sent")
        .where("delivery.stale", ">", sql.lit(0))
        .where((eb) => eb.or([eb("delivery.next_at", "is", null), eb("delivery.next_at", "<=", at)]))
        .where((eb) => eb.or([eb("delivery.lease_until", "is", null), eb("delivery.lease_until", "<=", at)]))
        .orderBy("delivery.position")
        .limit(1)
        .executeTakeFirst();
      return row && toDelivery(row);
    },

    /** The next of which nobody knows whether Slack took it, once Slack has had the time. */
    async nextToLookUp(now: Temporal.Instant, except: Except): Promise<Delivery | undefined> {
      const at = instantText(now);
      if (!(await isAny(LOST, "next_at", at))) return undefined;
      const row = await without(except, db.selectFrom("deliveries as delivery").selectAll("delivery"))
        .where("delivery.state", "in", LOST)
        .where("delivery.next_at", "<=", at)
        // In which thread it stands is known when the message is that the thread is under.
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

    /** When something that waits may go on. */
    async nextMoment(now: Temporal.Instant): Promise<Temporal.Instant | undefined> {
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

const without = <Row>(
  { workspaces, teams }: Except,
  query: SelectQueryBuilder<Aliased, "delivery", Row>,
): SelectQueryBuilder<Aliased, "delivery", Row> =>
  query.where((eb: ExpressionBuilder<Aliased, "delivery">) =>
    eb.and([
      ...(workspaces.length > 0 ? [eb("delivery.workspace", "not in", workspaces)] : []),
      ...(teams.length > 0 ? [eb("delivery.team", "not in", teams)] : []),
    ]),
  );
