import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { TokenScope } from "#domain/tokens/token.ts";
import { databaseFile, teamOf } from "#tests/support/ledger.ts";
import { setUpTeam } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";
import { authenticateToken } from "#usecases/tokens/authenticate-token.ts";
import { makeToken } from "#usecases/tokens/make-token.ts";

const SECRET = /oct_[\w-]+_[\w-]{43}/;

const shown = (s: Stage, user = "U0ANA") => JSON.stringify(s.slack.as(user).view().content.blocks);
const check = (s: Stage, secret: string) =>
  authenticateToken({ store: s.app.store, now: s.now, newId: () => "" }, secret);

/** Opens the list with the command. */
async function openList(s: Stage, user = "U0ANA", channel = "C0GROWTH") {
  await s.slack.as(user).command(channel, "/outcomes", "tokens");
  return s.slack.as(user);
}

/** Makes a token with the form, and reads its secret off the view. */
async function make(s: Stage, name: string, scopes: readonly TokenScope[], user = "U0ANA", owner?: string) {
  const person = s.slack.as(user);
  await person.clickButton(person.view(), "New token");
  await person.fill(person.view(), { scopes });
  const { errors } = await person.submit({ name, ...(owner && { owner }) });
  return { errors, secret: SECRET.exec(shown(s, user))?.[0] ?? "" };
}

test("shows a new token once, with a line to try it, and lists it from then on", async () => {
  await using s = await stage({ url: "https://ourcome.example.com" });
  await setUpTeam(s);
  const ana = await openList(s);
  expect(shown(s)).toContain("There is none yet.");
  const { errors, secret } = await make(s, "nightly job", ["readings", "read"]);
  expect(errors).toEqual({});
  expect(shown(s)).toContain("Copy this token now: it is not shown again.");
  expect(shown(s)).toContain(
    `curl -H \\"Authorization: Bearer ${secret}\\" https://ourcome.example.com/api/v1/teams`,
  );
  await ana.closeView();
  expect(shown(s)).toContain("nightly job\\nRead, add readings · made on Mon 2 Nov 2026 · not used yet");
  expect(JSON.stringify(ana.views())).not.toContain(secret);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("lets a token in, and records the day of its last use", async () => {
  await using s = await stage();
  await setUpTeam(s);
  await openList(s);
  const { secret } = await make(s, "nightly job", ["readings"]);
  const { workspace, id: team } = await teamOf(s.app.store);
  await s.wait({ days: 1 });
  const access = { workspace, team, token: expect.any(String) as string, scopes: ["readings"] };
  expect(await check(s, secret)).toEqual(access);
  expect(await check(s, secret)).toEqual(access);
  expect(
    await check(
      s,
      secret.replace(/.$/, (last) => (last === "A" ? "B" : "A")),
    ),
  ).toBeUndefined();
  await openList(s, "U0BEN");
  expect(shown(s, "U0BEN")).toContain("last used on Tue 3 Nov 2026");
});

test("gives a form that is sent again, because its answer was lost, one token and a new secret", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const ana = await openList(s);
  await ana.clickButton(ana.view(), "New token");
  const { content } = ana.view();
  const form = structuredClone(content);
  await ana.fill(ana.view(), { scopes: ["read"] });
  await ana.submit({ name: "nightly job" });
  const lost = SECRET.exec(shown(s))?.[0] ?? "";
  const submitAgain = async () => {
    Object.assign(ana.view(), { content: form });
    await ana.fill(ana.view(), { scopes: ["read"] });
    return ana.submit({ name: "nightly job" });
  };
  await submitAgain();
  const { secret } = { secret: SECRET.exec(shown(s))?.[0] ?? "" };
  expect(await check(s, lost)).toBeUndefined();
  expect(await check(s, secret)).toBeDefined();
  expect((await submitAgain()).errors).toEqual({
    name: expect.stringContaining("made already, and is in use"),
  });
  expect(await s.app.store.tokens.list(await ownerOf(s))).toHaveLength(1);
});

test("revokes a token at once, for everybody", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const ana = await openList(s);
  const { secret } = await make(s, "nightly job", ["write"]);
  const ben = await openList(s, "U0BEN");
  await ben.clickButton(ben.view(), "Revoke");
  expect(shown(s, "U0BEN")).toContain("nightly job is revoked: it opens nothing any more.");
  expect(await check(s, secret)).toBeUndefined();
  await ana.closeView();
  await ana.clickButton(ana.view(), "Revoke");
  expect(shown(s)).toContain("This token was revoked already. Nothing was changed.");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("offers the whole workspace to its admins only, and asks Slack each time", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const ana = await openList(s);
  await ana.clickButton(ana.view(), "New token");
  expect(shown(s)).not.toContain("Every team of this workspace");
  const cat = await openList(s, "U0CAT");
  const { secret } = await make(s, "warehouse", ["read"], "U0CAT", "workspace");
  expect(shown(s, "U0CAT")).toContain("warehouse: Read, for every team of this workspace.");
  const { workspace } = await teamOf(s.app.store);
  expect(await check(s, secret)).toEqual({
    workspace,
    token: expect.any(String) as string,
    scopes: ["read"],
  });

  const ben = await openList(s, "U0BEN");
  expect(shown(s, "U0BEN")).toContain("For every team of this workspace");
  await expect(ben.clickButton(ben.view(), "Revoke")).rejects.toThrow('no "Revoke"');
  await cat.closeView();
  await cat.clickButton(cat.view(), "Revoke");
  expect(await check(s, secret)).toBeUndefined();
});

test("refuses the whole workspace to somebody who is an admin no longer", async () => {
  const people = [{ id: "U0ANA", name: "ana", realName: "Ana Sol", timeZone: "Europe/Berlin", admin: true }];
  const channels = [{ id: "C0GROWTH", name: "growth", members: ["U0ANA", "U0BOT"] }];
  await using s = await stage({ people, channels });
  await setUpTeam(s);
  const ana = await openList(s);
  const { secret } = await make(s, "warehouse", ["read"], "U0ANA", "workspace");
  await ana.closeView();
  Object.assign(people[0]!, { admin: false });
  await ana.clickButton(ana.view(), "Revoke");
  expect(shown(s)).toContain("Only admins of the workspace can do this");
  expect(await check(s, secret)).toBeDefined();
  Object.assign(people[0]!, { admin: true });
  await ana.clickButton(ana.view(), "New token");
  await ana.fill(ana.view(), { scopes: ["read"], owner: "workspace" });
  Object.assign(people[0]!, { admin: false });
  expect((await ana.submit({ name: "another" })).errors).toEqual({
    name: expect.stringContaining("Only admins of the workspace"),
  });
});

test("says beside the fields what is wrong: a name of a person, or no scope, whatever Slack lets through", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const ana = await openList(s);
  await ana.clickButton(ana.view(), "New token");
  expect((await ana.submit({ name: "nightly job" })).sent).toBe(false);
  for (const block of ana.view().content.blocks) Object.assign(block, { optional: true });
  expect((await ana.submit({ name: "nightly job" })).errors).toEqual({
    scopes: "Please choose at least one.",
  });
  await ana.fill(ana.view(), { scopes: ["read"] });
  await ana.submit({ name: "Ben Ray's script" });
  expect(shown(s)).toContain("Ben Ray");
  expect(await s.app.store.tokens.list(await ownerOf(s))).toEqual([]);
});

test("makes no more than twenty, and says so", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const owner = await ownerOf(s);
  let ids = 0;
  const deps = { store: s.app.store, now: s.now, newId: () => `more-${(ids += 1)}` };
  for (let n = 1; n <= 20; n += 1)
    await makeToken(deps, {
      ...owner,
      name: `job ${n} ${"x".repeat(70)}`,
      scopes: ["read", "readings", "write"],
    });
  await openList(s);
  expect((await make(s, "one more", ["read"])).errors).toEqual({
    name: "There are 20 already, which is as many as there can be. Nothing was made. Revoke one that is not used any more.",
  });
  expect(await makeToken(deps, { ...owner, name: " ", scopes: ["read"] })).toMatchObject({
    error: { kind: "token-name" },
  });
  expect(await makeToken(deps, { ...owner, team: "none", name: "job", scopes: ["read"] })).toMatchObject({
    error: { kind: "team-not-found" },
  });
  expect(s.slack.problems).toEqual([]);
});

test("shows guests no token", async () => {
  await using s = await stage();
  await setUpTeam(s);
  await openList(s, "U0GUS");
  expect(shown(s, "U0GUS")).toContain("Guests cannot");
  expect(shown(s, "U0GUS")).not.toContain("New token");
});

test("refuses a button and a form with another team's id", async () => {
  await using s = await stage();
  await setUpTeam(s);
  await setUpTeam(s, "C0SECRET");
  await openList(s, "U0ANA", "C0SECRET");
  const { secret } = await make(s, "hidden job", ["read"]);
  const [token] = await s.app.store.tokens.list(await ownerOf(s, "C0SECRET"));
  const hidden = await ownerOf(s, "C0SECRET");
  const own = await ownerOf(s);
  const cat = await openList(s, "U0CAT");
  await make(s, "own job", ["read"], "U0CAT");
  await cat.closeView();
  for (const value of [`${hidden.team}/${token?.id}`, `${own.team}/${token?.id}`]) {
    const list = await openList(s, "U0CAT");
    const blocks = JSON.stringify(list.view().content.blocks).replace(
      /"value":"[^"]*\/[^"]*"/,
      `"value":"${value}"`,
    );
    Object.assign(list.view().content, { blocks: JSON.parse(blocks) as unknown[] });
    await list.clickButton(list.view(), "Revoke");
    expect(shown(s, "U0CAT")).toMatch(/Only people in the team's channel|revoked already/);
    expect(shown(s, "U0CAT")).not.toContain("hidden job");
  }
  const list = await openList(s, "U0CAT");
  await list.clickButton(list.view(), "New token");
  Object.assign(list.view().content, { private_metadata: JSON.stringify({ team: hidden.team, id: "new" }) });
  await list.fill(list.view(), { scopes: ["write"] });
  expect(Object.values((await list.submit({ name: "taken" })).errors)).toEqual([
    expect.stringContaining("Only people in the team's channel"),
  ]);
  expect(await check(s, secret)).toMatchObject({ team: hidden.team });
});

test("erases a team's tokens with its record, and keeps those for the workspace", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const cat = await openList(s, "U0CAT");
  const ofTeam = await make(s, "job", ["read"], "U0CAT");
  await cat.closeView();
  const ofWorkspace = await make(s, "warehouse", ["read"], "U0CAT", "workspace");
  await cat.command("C0GROWTH", "/outcomes", "settings");
  await cat.clickButton(cat.view(), "Erase this team's record");
  await cat.submit({ team_name: "growth" });
  expect(await check(s, ofTeam.secret)).toBeUndefined();
  expect(await check(s, ofWorkspace.secret)).toBeDefined();
});

test("keeps a secret out of the database, the log, the channel and the messages to come", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path, url: "https://ourcome.example.com" });
  await setUpTeam(s);
  const ana = await openList(s);
  const { secret } = await make(s, "nightly job", ["read"]);
  await ana.closeView();
  await ana.clickButton(ana.view(), "Add reviews to a calendar");
  const calendar = /occ_[\w-]+/.exec(shown(s))?.[0] ?? "";
  expect(calendar).toMatch(/^occ_/);
  await check(s, secret);
  const outside = [
    ...s.logged,
    ...(await s.texts()),
    JSON.stringify(await s.slack.readChannel("C0GROWTH")),
    ...["", "-wal"].map((end) => readFileSync(`${file.path}${end}`, "latin1")),
  ].join("\n");
  for (const hidden of [secret, calendar]) expect(outside).not.toContain(hidden.slice(-43));
});

async function ownerOf(s: Stage, channel = "C0GROWTH") {
  const { workspace, id: team } = await teamOf(s.app.store, channel);
  return { workspace, team };
}
