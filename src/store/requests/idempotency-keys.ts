import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import { instantText } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";

/** A request of the API: the key that a token's owner chose for it, and what it asks for. */
export type KeyedRequest = {
  readonly workspace: string;
  readonly token: string;
  readonly key: string;
  /** Everything that makes it this request, such as method, path and body. */
  readonly content: string;
};

/** What was answered, and what it is about. */
export type RecordedAnswer = {
  readonly status: number;
  readonly body: string;
  readonly team: string;
  readonly bet?: string;
};

/** Who may run a request: its claimant, with the id for what it adds. Otherwise the answer, or why there is none. */
export type Claim =
  | { readonly kind: "claimed"; readonly newId: string }
  | { readonly kind: "answered"; readonly status: number; readonly body: string }
  | { readonly kind: "running" }
  | { readonly kind: "other-request" };

const hashOf = (...parts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url");

export function idempotencyKeys(db: Kysely<Tables>) {
  const change = ({ workspace, token, key }: Omit<KeyedRequest, "content">) =>
    db
      .updateTable("idempotency_keys")
      .where("workspace", "=", workspace)
      .where("hash", "=", hashOf(token, key));

  return {
    /**
     * Claims a key for a request. `newId` is kept with the first claim: whoever runs the request after a crash adds the
     * same thing. A claim from before `staleBefore` without an answer is taken over.
     */
    async claim(
      asked: KeyedRequest,
      { newId, at, staleBefore }: { newId: string; at: Temporal.Instant; staleBefore: Temporal.Instant },
    ): Promise<Claim> {
      const { workspace, token, key, content } = asked;
      const hash = hashOf(token, key);
      const request = hashOf(content);
      const unanswered = { team: null, bet: null, status: null, body: null };
      const added = await db
        .insertInto("idempotency_keys")
        .values({ workspace, hash, request, new_id: newId, claimed_at: instantText(at), ...unanswered })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (added.numInsertedOrUpdatedRows === 1n) return { kind: "claimed", newId };
      const row = await db
        .selectFrom("idempotency_keys")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("hash", "=", hash)
        .executeTakeFirst();
      // It was released in between; the next try claims it.
      if (!row) return { kind: "running" };
      if (row.request !== request) return { kind: "other-request" };
      if (row.status !== null) return { kind: "answered", status: row.status, body: row.body ?? "" };
      const taken = await change(asked)
        .set({ claimed_at: instantText(at) })
        .where("status", "is", null)
        .where("claimed_at", "=", row.claimed_at)
        .where("claimed_at", "<", instantText(staleBefore))
        .executeTakeFirst();
      return taken.numUpdatedRows === 1n ? { kind: "claimed", newId: row.new_id } : { kind: "running" };
    },

    async record(asked: KeyedRequest, { status, body, team, bet }: RecordedAnswer): Promise<void> {
      await change(asked)
        .set({ status, body, team, bet: bet ?? null })
        .execute();
    },

    /** Gives a claim back: the request changed nothing, so it may be sent again, or another one with this key. */
    async release({ workspace, token, key }: KeyedRequest): Promise<void> {
      await db
        .deleteFrom("idempotency_keys")
        .where("workspace", "=", workspace)
        .where("hash", "=", hashOf(token, key))
        .where("status", "is", null)
        .execute();
    },

    /** Deletes what was claimed before, in every workspace. */
    async deleteBefore(before: Temporal.Instant): Promise<void> {
      await db.deleteFrom("idempotency_keys").where("claimed_at", "<", instantText(before)).execute();
    },
  };
}
