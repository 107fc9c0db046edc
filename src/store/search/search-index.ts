import { type Kysely, sql } from "kysely";
import { indexedWords } from "#domain/search/search-query.ts";
import type { Tables } from "#store/database/tables.ts";
import type { Learning } from "#domain/learnings/learning.ts";

/** Updates the indexed words of bets: those of their title, metrics, belief and reason. */
export async function indexBets(
  db: Kysely<Tables>,
  workspace: string,
  ids: readonly string[],
): Promise<void> {
  const bets = await db
    .selectFrom("bets")
    .select(["id", "team", "title", "metric", "belief", "reason"])
    .where("workspace", "=", workspace)
    .where("id", "in", ids)
    .execute();
  if (bets.length === 0) return;
  const amendments = await db
    .selectFrom("amendments")
    .select(["bet", "metric"])
    .where("workspace", "=", workspace)
    .where("bet", "in", ids)
    .execute();
  await saveTexts(
    db,
    bets.map(({ id, team, title, metric, belief, reason }) => {
      const metrics = amendments.filter(({ bet }) => bet === id).map((amendment) => amendment.metric);
      return {
        workspace,
        kind: "bet",
        subject: id,
        team,
        bet: id,
        head: indexedWords([title, ...new Set([metric, ...metrics])].join(" ")),
        rest: indexedWords([belief, reason ?? ""].join(" ")),
      };
    }),
  );
}

/** Indexes new learnings. Their text never changes. */
export const indexLearnings = (
  db: Kysely<Tables>,
  learnings: ReadonlyArray<Pick<Learning, "workspace" | "id" | "team" | "bet" | "text">>,
): Promise<void> =>
  saveTexts(
    db,
    learnings.map(({ workspace, id, team, bet, text }) => ({
      workspace,
      kind: "learning",
      subject: id,
      team,
      bet,
      head: indexedWords(text),
      rest: "",
    })),
  );

type SearchText = Omit<Tables["search_texts"], "position"> & {};

async function saveTexts(db: Kysely<Tables>, texts: readonly SearchText[]): Promise<void> {
  await db
    .insertInto("search_texts")
    .values(texts)
    .onConflict((conflict) =>
      conflict
        .columns(["workspace", "kind", "subject"])
        .doUpdateSet((eb) => ({ head: eb.ref("excluded.head"), rest: eb.ref("excluded.rest") })),
    )
    .execute();
}

/** Rows per transaction: on SQLite, everything else waits in the meantime. */
const BATCH_SIZE = 500;

/**
 * Indexes rows that aren't indexed yet: those from before there was a search, and those added to the database by
 * something other than Ourcome.
 */
export async function indexMissing(db: Kysely<Tables>): Promise<void> {
  await eachBatch(db, "bets", async (rows, tx) => {
    for (const [workspace, ofWorkspace] of Map.groupBy(rows, (row) => row.workspace))
      await indexBets(
        tx,
        workspace,
        ofWorkspace.map(({ id }) => id),
      );
  });
  await eachBatch(db, "learnings", async (rows, tx) => {
    for (const [workspace, ofWorkspace] of Map.groupBy(rows, (row) => row.workspace)) {
      const learnings = await tx
        .selectFrom("learnings")
        .select(["workspace", "id", "team", "bet", "text"])
        .where("workspace", "=", workspace)
        .where(
          "id",
          "in",
          ofWorkspace.map(({ id }) => id),
        )
        .execute();
      await indexLearnings(tx, learnings);
    }
  });
}

type Key = { readonly workspace: string; readonly id: string };

async function eachBatch(
  db: Kysely<Tables>,
  table: "bets" | "learnings",
  index: (rows: readonly Key[], tx: Kysely<Tables>) => Promise<void>,
): Promise<void> {
  const kind = sql.lit(table === "bets" ? "bet" : "learning");
  let after: Key | undefined = { workspace: "", id: "" };
  while (after) {
    const { workspace, id }: Key = after;
    const { rows } = await sql<Key>`
      select one.workspace, one.id from ${sql.table(table)} one
      where (one.workspace, one.id) > (${workspace}, ${id}) and not exists (
        select 1 from search_texts t
        where t.workspace = one.workspace and t.kind = ${kind} and t.subject = one.id)
      order by one.workspace, one.id limit ${sql.lit(BATCH_SIZE)}`.execute(db);
    if (rows.length > 0) await db.transaction().execute((tx) => index(rows, tx));
    after = rows.length === BATCH_SIZE ? rows.at(-1) : undefined;
  }
}
