import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { TokenKind } from "#domain/tokens/token.ts";

/** Recognisable for people and for scanners that look for secrets in code. */
const PREFIXES: Readonly<Record<TokenKind, string>> = { api: "oct", calendar: "occ" };

/** 32 random bytes in base64url. */
const SHAPE = /^(?:oct|occ)_([\w-]{1,64}?)_[A-Za-z0-9_-]{43}$/;

/** A new secret. Its 256 random bits can't be guessed, so a fast hash keeps it safe. */
export const newSecret = (kind: TokenKind, id: string): string =>
  `${PREFIXES[kind]}_${id}_${randomBytes(32).toString("base64url")}`;

/** The id of the token that a secret claims to be. Undefined if it has not the shape of one. */
export const idIn = (secret: string): string | undefined => SHAPE.exec(secret)?.[1];

export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

/** Takes as long for a wrong hash as for the right one. */
export const isSameHash = (one: string, other: string): boolean => {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
};
