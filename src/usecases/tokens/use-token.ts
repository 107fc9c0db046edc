import type { Token, TokenKind } from "#domain/tokens/token.ts";
import type { Deps } from "#usecases/deps.ts";

/** The token that a secret opens, noting the day it was used, at most once a day. Undefined if unknown or revoked. */
export async function useToken(
  { store, now }: Deps,
  kind: TokenKind,
  secret: string,
): Promise<Token | undefined> {
  const token = await store.tokens.withSecret(kind, secret);
  if (!token) return undefined;
  const today = now().toZonedDateTimeISO("UTC").toPlainDate();
  if (!token.lastUsedOn || Temporal.PlainDate.compare(token.lastUsedOn, today) < 0)
    await store.tokens.used(token, today);
  return token;
}
