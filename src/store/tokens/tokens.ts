import type { Kysely, Selectable } from "kysely";
import type { Token, TokenKind, TokenScope } from "#domain/tokens/token.ts";
import { day, identity, optional } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";
import type { TokenRow } from "./rows.ts";
import { hashOf, idIn, isSameHash, newSecret } from "./secret.ts";

/** Whose tokens: a team's, or those for the whole workspace. */
type Owner = Pick<Token, "workspace" | "team">;

/** Tokens, of whose secrets only hashes are kept. */
export function tokens(db: Kysely<Tables>) {
  const ofOwner = ({ workspace, team }: Owner) =>
    db
      .selectFrom("tokens")
      .selectAll()
      .where("workspace", "=", workspace)
      .where("team", team === undefined ? "is" : "=", team ?? null);

  return {
    /**
     * Adds a token and returns its secret, which nobody can read again. Adding it anew replaces the secret, since the
     * answer with the first one may have been lost; undefined if it has been used, or is somebody else's.
     */
    async add(token: Token): Promise<string | undefined> {
      const secret = newSecret(token.kind, token.id);
      const changed = { name: token.name, scopes: token.scopes.join(" "), hash: hashOf(secret) };
      const added = await db
        .insertInto("tokens")
        .values({
          workspace: token.workspace,
          id: token.id,
          team: token.team ?? null,
          kind: token.kind,
          ...changed,
          created_on: token.createdOn.toString(),
          last_used_on: null,
        })
        .onConflict((conflict) =>
          conflict
            .columns(["workspace", "id"])
            .doUpdateSet(changed)
            .where("tokens.kind", "=", token.kind)
            .where("tokens.team", token.team === undefined ? "is" : "=", token.team ?? null)
            .where("tokens.last_used_on", "is", null),
        )
        .executeTakeFirst();
      return added.numInsertedOrUpdatedRows === 1n ? secret : undefined;
    },

    /** The tokens of one team, or those for the whole workspace; the newest day first. */
    async list(owner: Owner): Promise<Token[]> {
      const rows = await ofOwner(owner).orderBy("created_on", "desc").orderBy("name").orderBy("id").execute();
      return rows.map(toToken);
    },

    /** Deletes a token of this team, or of the workspace as a whole. Undefined if there is none. */
    async remove(owner: Owner, id: string): Promise<Token | undefined> {
      const row = await ofOwner(owner).where("id", "=", id).executeTakeFirst();
      if (!row) return undefined;
      const deleted = await db
        .deleteFrom("tokens")
        .where("workspace", "=", owner.workspace)
        .where("id", "=", id)
        .executeTakeFirst();
      return deleted.numDeletedRows > 0n ? toToken(row) : undefined;
    },

    /** The token that a secret opens, in whichever workspace: it is what tells the workspace. */
    async withSecret(kind: TokenKind, secret: string): Promise<Token | undefined> {
      const id = idIn(secret);
      if (id === undefined) return undefined;
      const rows = await db
        .selectFrom("tokens")
        .selectAll()
        .where("id", "=", id)
        .where("kind", "=", kind)
        .execute();
      const hash = hashOf(secret);
      const row = rows.find((one) => isSameHash(one.hash, hash));
      return row && toToken(row);
    },

    /** Records that a token was used on a day. A day that is on record already is not written again. */
    async used({ workspace, id }: Pick<Token, "workspace" | "id">, on: Temporal.PlainDate): Promise<void> {
      await db
        .updateTable("tokens")
        .set({ last_used_on: on.toString() })
        .where("workspace", "=", workspace)
        .where("id", "=", id)
        .where((eb) => eb.or([eb("last_used_on", "is", null), eb("last_used_on", "<", on.toString())]))
        .execute();
    },
  };
}

const toToken = (row: Selectable<TokenRow>): Token => ({
  id: row.id,
  workspace: row.workspace,
  ...optional("team", row.team, identity),
  kind: row.kind as TokenKind,
  name: row.name,
  scopes: row.scopes.split(" ").filter(Boolean) as TokenScope[],
  createdOn: day(row.created_on),
  ...optional("lastUsedOn", row.last_used_on, day),
});
