import { err, ok, type Result } from "#domain/result.ts";
import { checkNewToken, type NewTokenRefusal, type Token, type TokenScope } from "#domain/tokens/token.ts";
import type { Deps } from "#usecases/deps.ts";

export type MakeTokenRefusal = NewTokenRefusal | { readonly kind: "team-not-found" };

/** A token with its secret, which is on no record and can't be shown again. */
export type MadeToken = { readonly token: Token; readonly secret: string };

/** Makes a token of the API, for a team or (without `team`) for the whole workspace. */
export const makeToken = (
  deps: Deps,
  input: {
    readonly workspace: string;
    readonly team?: string;
    readonly name: string;
    readonly scopes: readonly TokenScope[];
  },
): Promise<Result<MadeToken, MakeTokenRefusal>> => addToken(deps, { ...input, kind: "api" });

/** Makes the secret of a team's calendar. */
export const makeCalendar = (
  deps: Deps,
  input: { readonly workspace: string; readonly team: string; readonly name: string },
): Promise<Result<MadeToken, MakeTokenRefusal>> => addToken(deps, { ...input, kind: "calendar", scopes: [] });

async function addToken(
  { store, now, newId }: Deps,
  input: Omit<Token, "id" | "createdOn" | "lastUsedOn">,
): Promise<Result<MadeToken, MakeTokenRefusal>> {
  return store.transaction(async (tx) => {
    const { workspace, team } = input;
    if (team !== undefined && !(await tx.teams.find(workspace, team))) return err({ kind: "team-not-found" });
    const existing = await tx.tokens.list(input);
    const createdOn = now().toZonedDateTimeISO("UTC").toPlainDate();
    const token = checkNewToken({ ...input, id: newId(), createdOn }, existing.length);
    if (!token.ok) return token;
    return ok({ token: token.value, secret: await tx.tokens.add(token.value) });
  });
}
