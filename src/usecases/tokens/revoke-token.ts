import { err, ok, type Result } from "#domain/result.ts";
import type { Token } from "#domain/tokens/token.ts";
import type { Deps } from "#usecases/deps.ts";

export type RevokeRefusal = { readonly kind: "token-not-found" };

/** Revokes a token of a team; without `team`, one for the whole workspace. It opens nothing from now on. */
export async function revokeToken(
  { store }: Deps,
  { token: id, ...owner }: { readonly workspace: string; readonly team?: string; readonly token: string },
): Promise<Result<Token, RevokeRefusal>> {
  const token = await store.transaction((tx) => tx.tokens.remove(owner, id));
  return token ? ok(token) : err({ kind: "token-not-found" });
}
