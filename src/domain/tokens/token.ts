/** What a token of the API may do: `read` everything, add `readings`, or `write` anything that a form can. */
export const TOKEN_SCOPES = ["read", "readings", "write"] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** Where and what a valid token allows. Without a `team` it is for every team of the workspace. */
export type Access = {
  readonly token: string;
  readonly workspace: string;
  readonly team?: string;
  readonly scopes: readonly TokenScope[];
};

/** `write` includes the other two, `readings` doesn't include `read`. */
export const allows = (access: Pick<Access, "scopes">, scope: TokenScope): boolean =>
  access.scopes.includes(scope) || access.scopes.includes("write");
