import { expect, test } from "vitest";
import { allows, checkNewToken, type Token, type TokenScope } from "#domain/tokens/token.ts";
import { day } from "#tests/support/facts.ts";

const token = (facts: Partial<Token> = {}): Token => ({
  id: "token",
  workspace: "T1",
  team: "team",
  kind: "api",
  name: "nightly job",
  scopes: ["read"],
  createdOn: day("2026-11-02"),
  ...facts,
});

test.each<[readonly TokenScope[], TokenScope, boolean]>([
  [["read"], "read", true],
  [["read"], "readings", false],
  [["read"], "write", false],
  [["readings"], "readings", true],
  [["readings"], "read", false],
  [["read", "readings"], "write", false],
  [["write"], "read", true],
  [["write"], "readings", true],
  [["write"], "write", true],
  [[], "read", false],
])("a token with %j allows %s: %s", (scopes, scope, allowed) => {
  expect(allows({ scopes }, scope)).toBe(allowed);
});

test.each<[Partial<Token>, number, object]>([
  [{ name: " \t" }, 0, { kind: "token-name", max: 80 }],
  [{ name: "x".repeat(81) }, 0, { kind: "token-name", max: 80 }],
  [{ name: "two\nlines" }, 0, { kind: "token-name", max: 80 }],
  [{ name: "nul\0" }, 0, { kind: "token-name", max: 80 }],
  [{ name: "half \ud83d" }, 0, { kind: "token-name", max: 80 }],
  [{ scopes: [] }, 0, { kind: "no-scope" }],
  [{}, 20, { kind: "too-many-tokens", max: 20 }],
  [{ kind: "calendar", scopes: [] }, 20, { kind: "too-many-tokens", max: 20 }],
])("refuses %j beside %d others", (facts, existing, error) => {
  expect(checkNewToken(token(facts), existing)).toEqual({ ok: false, error });
});

test("trims the name, and keeps each scope once, in one order", () => {
  const made = checkNewToken(token({ name: `  ${"x".repeat(80)} `, scopes: ["write", "read", "write"] }), 19);
  expect(made).toEqual({ ok: true, value: token({ name: "x".repeat(80), scopes: ["read", "write"] }) });
  const calendar = token({ kind: "calendar", scopes: [] });
  expect(checkNewToken(calendar, 0)).toEqual({ ok: true, value: calendar });
});
