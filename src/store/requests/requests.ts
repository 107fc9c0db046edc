import { createHash } from "node:crypto";
import type { CompiledQuery, Kysely } from "kysely";
import type { Tables } from "#store/database/tables.ts";

type Claim = { readonly parameters: readonly string[] } & Pick<
  PromiseWithResolvers<boolean>,
  "resolve" | "reject"
>;

export function requests(db: Kysely<Tables>) {
  let waiting: Claim[] = [];
  // Every request asks this first, so it is compiled once.
  let insert: CompiledQuery | undefined;
  const compile = () =>
    db
      .insertInto("requests")
      .values({ workspace: "", hash: "", taken_on: "" })
      .onConflict((conflict) => conflict.doNothing())
      .compile();

  /** Claims that came in the same turn of the event loop share one durable commit; none is answered before it. */
  async function commit(): Promise<void> {
    const claims = waiting;
    waiting = [];
    const query = (insert ??= compile());
    try {
      const isFirst = await db.transaction().execute(async (tx) => {
        const results: boolean[] = [];
        for (const { parameters } of claims) {
          const { numAffectedRows } = await tx.executeQuery({ ...query, parameters });
          results.push(numAffectedRows === 1n);
        }
        return results;
      });
      for (const [index, { resolve }] of claims.entries()) resolve(isFirst[index] ?? false);
    } catch (fault) {
      for (const { reject } of claims) reject(fault);
    }
  }

  return {
    /** Records a request by the id that Slack gave it. True for the first time. */
    take(workspace: string, id: string, day: Temporal.PlainDate): Promise<boolean> {
      const hash = createHash("sha256").update(id).digest("base64url");
      const { promise, resolve, reject } = Promise.withResolvers<boolean>();
      waiting.push({ parameters: [workspace, hash, day.toString()], resolve, reject });
      if (waiting.length === 1) setImmediate(() => void commit());
      return promise;
    },

    /** Deletes the requests of every workspace that came before the day. */
    async forget(before: Temporal.PlainDate): Promise<void> {
      await db.deleteFrom("requests").where("taken_on", "<", before.toString()).execute();
    },
  };
}
