import { expect, test } from "vitest";
import type { Token } from "#domain/tokens/token.ts";
import { onDay, team, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

const token = (facts: Partial<Token> = {}): Token => ({
  id: "token",
  workspace: W,
  team: "team",
  kind: "api",
  name: "nightly job",
  scopes: ["read", "readings"],
  createdOn: onDay("2026-11-02"),
  ...facts,
});

export function tokensContract(the: TestStore): void {
  test("finds a token by its secret, and by nothing else", async () => {
    await the.store.teams.add(team());
    const { tokens } = the.store;
    const secret = (await tokens.add(token())) ?? "";
    expect(secret).toMatch(/^oct_token_[\w-]{43}$/);
    expect(await tokens.withSecret("api", secret)).toEqual(token());
    const changed = secret.slice(0, -1) + (secret.endsWith("A") ? "B" : "A");
    for (const wrong of [changed, secret.replace("oct_", "occ_"), `${secret} `, secret.slice(4), "", "oct__"])
      expect(await tokens.withSecret("api", wrong)).toBeUndefined();
    expect(await tokens.withSecret("calendar", secret)).toBeUndefined();
  });

  test("keeps no secret, only a hash of it", async () => {
    await the.store.teams.add(team());
    const secret = (await the.store.tokens.add(token())) ?? "";
    const rows = JSON.stringify(await the.db.selectFrom("tokens").selectAll().execute());
    expect(rows).not.toContain(secret.slice(-43));
  });

  test("lists the tokens of a team apart from those for the workspace, the newest first", async () => {
    await the.store.teams.add(team());
    const { tokens } = the.store;
    const { team: _, ...forAll } = token({ id: "all" });
    const newer = token({ id: "newer", createdOn: onDay("2026-11-03"), kind: "calendar", scopes: [] });
    for (const one of [token(), forAll, newer]) await tokens.add(one);
    expect(await tokens.list({ workspace: W, team: "team" })).toEqual([newer, token()]);
    expect(await tokens.list({ workspace: W })).toEqual([forAll]);
    expect(await tokens.list({ workspace: W, team: "another" })).toEqual([]);
  });

  test("removes a token only for whoever it is of, and once", async () => {
    await the.store.teams.add(team());
    const { tokens } = the.store;
    const secret = (await tokens.add(token())) ?? "";
    expect(await tokens.remove({ workspace: W, team: "another" }, "token")).toBeUndefined();
    expect(await tokens.remove({ workspace: W }, "token")).toBeUndefined();
    expect(await tokens.remove({ workspace: W, team: "team" }, "token")).toEqual(token());
    expect(await tokens.remove({ workspace: W, team: "team" }, "token")).toBeUndefined();
    expect(await tokens.withSecret("api", secret)).toBeUndefined();
  });

  test("replaces the secret of a token that is added anew, unless it was used or is another's", async () => {
    await the.store.teams.add(team());
    const { tokens } = the.store;
    const first = (await tokens.add(token())) ?? "";
    const second = (await tokens.add(token({ name: "weekly job" }))) ?? "";
    expect(await tokens.withSecret("api", first)).toBeUndefined();
    expect(await tokens.withSecret("api", second)).toEqual(token({ name: "weekly job" }));
    const { team: _, ...forAll } = token();
    expect(await tokens.add(forAll)).toBeUndefined();
    expect(await tokens.add(token({ kind: "calendar" }))).toBeUndefined();
    await tokens.used(token(), onDay("2026-11-03"));
    expect(await tokens.add(token())).toBeUndefined();
    expect(await tokens.withSecret("api", second)).toMatchObject({ name: "weekly job" });
  });

  test("records the last day of use, which never goes back", async () => {
    await the.store.teams.add(team());
    const { tokens } = the.store;
    await tokens.add(token());
    for (const day of ["2026-11-03", "2026-11-05", "2026-11-04"]) await tokens.used(token(), onDay(day));
    expect(await tokens.list(token())).toEqual([token({ lastUsedOn: onDay("2026-11-05") })]);
  });
}
