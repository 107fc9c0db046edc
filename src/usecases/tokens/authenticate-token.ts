import type { Access } from "#domain/tokens/token.ts";
import type { Deps } from "#usecases/deps.ts";
import { useToken } from "./use-token.ts";

/** What a secret of the API allows. Undefined if it is unknown, revoked or a calendar's. */
export async function authenticateToken(deps: Deps, secret: string): Promise<Access | undefined> {
  const token = await useToken(deps, "api", secret);
  if (!token) return undefined;
  const { id, workspace, team, scopes } = token;
  return { token: id, workspace, ...(team !== undefined && { team }), scopes };
}
