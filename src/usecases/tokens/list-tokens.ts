import type { Token } from "#domain/tokens/token.ts";
import type { Deps } from "#usecases/deps.ts";

/** A team's tokens and calendars; without `team`, the tokens for the whole workspace. */
export const listTokens = (
  { store }: Deps,
  owner: { readonly workspace: string; readonly team?: string },
): Promise<Token[]> => store.tokens.list(owner);
