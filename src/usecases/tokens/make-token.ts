import { err, ok, type Result } from "#domain/result.ts";
import { checkNewToken, type NewTokenRefusal, type Token, type TokenScope } from "#domain/tokens/token.ts";
import type { Deps } from "#usecases/deps.ts";

export type MakeTokenRefusal =
  | NewTokenRefusal
  | { readonly kind: "team-not-found" }
  | { readonly kind: "token-made-already" };

/** A token with its secret, which is on no record and can't be shown again. */
export type MadeToken = { readonly token: Token; readonly secret: string };

/**
 * Makes a token of the API, for a team or (without `team`) for the whole workspace. With the `id` of one that has not
 * been used yet, that one gets another secret: a form that is sent twice makes one token.
 */
export const makeToken = (
  deps: Deps,
  input: {
    readonly workspace: string;
    readonly team?: string;
    readonly name: string;
    readonly scopes: readonly TokenScope[];
    readonly id?: string;
  },
): Promise<Result<MadeToken, MakeTokenRefusal>> => addToken(deps, { ...input, kind: "api" });

/** Makes the secret of a team's calendar. `id` is as above. */
export const makeCalendar = (
  deps: Deps,
  input: { readonly workspace: string; readonly team: string; readonly name: string; readonly id?: string },
): Promise<Result<MadeToken, MakeTokenRefusal>> => addToken(deps, { ...input, kind: "calendar", scopes: [] });

async function addToken(
  { store, now, newId }: Deps,
  { id = newId(), ...input }: Omit<Token, "id" | "createdOn" | "lastUsedOn"> & { readonly id?: string },
): Promise<Result<MadeToken, MakeTokenRefusal>> {
  return store.transaction(async (tx) => {
    const { workspace, team } = input;
    if (team !== undefined && !(await tx.teams.find(workspace, team))) return err({ kind: "team-not-found" });
    const others = (await tx.tokens.list(input)).filter((token) => token.id !== id);
    const createdOn = now().toZonedDateTimeISO("UTC").toPlainDate();
    const token = checkNewToken({ ...input, id, createdOn }, others.length);
    if (!token.ok) return token;
    const secret = await tx.tokens.add(token.value);
    return secret === undefined ? err({ kind: "token-made-already" }) : ok({ token: token.value, secret });
  });
}
