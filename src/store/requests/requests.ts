import { createHash } from "node:crypto";
import type { CompiledQuery, Kysely } from "kysely";
import { withRetries } from "#store/database/retries.ts";
import type { Tables } from "#store/database/tables.ts";

type Claim = { readonly parameters: readonly string[] } & Pick<
  PromiseWithResolvers<boolean>,
  "resolve" | "reject"
>;

export function requests(db: Kysely<Tables>) {
  let pending: Claim[] = [];
  // Every request runs this query first, so it is compiled only once.
  let insert: CompiledQuery | undefined;
  const compile = () =>
    db
      .insertInto("requests")
      .values({ workspace: "", hash: "", taken_on: "" })
      .onConflict((conflict) => conflict.doNothing())
      .compile();

  /** Claims made in the same turn of the event loop share one commit. None is answered before it. */
  async function commit(): Promise<void> {
    const claims = pending;
    pending = [];
    const query = (insert ??= compile());
    try {
      const isFirst = await withRetries(() =>
        db.transaction().execute(async (tx) => {
          const results: boolean[] = [];
          for (const { parameters } of claims) {
            const { numAffectedRows } = await tx.executeQuery({ ...query, parameters });
            results.push(numAffectedRows === 1n);
          }
          return results;
        }),
      );
      for (const [index, { resolve }] of claims.entries()) resolve(isFirst[index] ?? false);
    } catch (fault) {
      for (const { reject } of claims) reject(fault);
    }
  }

  return {
    /** Records a request under Slack's id for it. True the first time. */
    claim(workspace: string, id: string, day: Temporal.PlainDate): Promise<boolean> {
      const hash = createHash("sha256").update(id).digest("base64url");
      const { promise, resolve, reject } = Promise.withResolvers<boolean>();
      pending.push({ parameters: [workspace, hash, day.toString()], resolve, reject });
      if (pending.length === 1) setImmediate(() => void commit());
      return promise;
    },

    /** Deletes requests from before the day, in every workspace. */
    async deleteBefore(before: Temporal.PlainDate): Promise<void> {
      await db.deleteFrom("requests").where("taken_on", "<", before.toString()).execute();
    },
  };
}
