import { err, ok, type Result } from "#domain/result.ts";

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

/** What a secret opens: the API, or a team's calendar, which needs no scopes. */
export type TokenKind = "api" | "calendar";

/** A token on record, without its secret and without who made it. */
export type Token = {
  readonly id: string;
  readonly workspace: string;
  /** Absent if it is for every team of the workspace. A calendar always has one. */
  readonly team?: string;
  readonly kind: TokenKind;
  readonly name: string;
  /** None if it is a calendar. */
  readonly scopes: readonly TokenScope[];
  readonly createdOn: Temporal.PlainDate;
  /** The last day (UTC) on which it was used. Absent if it has not been used yet. */
  readonly lastUsedOn?: Temporal.PlainDate;
};

export const MAX_TOKEN_NAME = 80;

/** How many tokens, calendars included, a team may have at a time; as many may be for the whole workspace. */
const MAX_TOKENS = 20;

const CONTROL = /\p{Cc}/u;

export type NewTokenRefusal =
  | { readonly kind: "token-name"; readonly max: number }
  | { readonly kind: "no-scope" }
  | { readonly kind: "too-many-tokens"; readonly max: number };

/** Checks a new token. `existing`: how many its team, or the workspace as a whole, has already. */
export function checkNewToken(token: Token, existing: number): Result<Token, NewTokenRefusal> {
  const name = token.name.trim();
  if (name.length === 0 || name.length > MAX_TOKEN_NAME || !name.isWellFormed() || CONTROL.test(name))
    return err({ kind: "token-name", max: MAX_TOKEN_NAME });
  if (token.kind === "api" && token.scopes.length === 0) return err({ kind: "no-scope" });
  if (existing >= MAX_TOKENS) return err({ kind: "too-many-tokens", max: MAX_TOKENS });
  // In a fixed order and each once, however they were chosen.
  return ok({ ...token, name, scopes: TOKEN_SCOPES.filter((scope) => token.scopes.includes(scope)) });
}
