import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { COMMANDS, SHORTCUTS } from "#slack/surfaces/ids.ts";
import { slackManifest } from "#tests/support/slack-manifest.ts";

const root = join(import.meta.dirname, "../../..");
const manifest = slackManifest.parse(parse(readFileSync(join(root, "manifest.yml"), "utf8")));

const code = globSync("src/**/*.ts", { cwd: root, exclude: ["src/sandbox/**"] })
  .map((file) => readFileSync(join(root, file), "utf8"))
  .join("\n");
const found = (pattern: RegExp) => [
  ...new Set([...code.matchAll(pattern)].flatMap(([, name]) => name ?? [])),
];

/** The Web API methods that the code calls by name. */
const methods = [
  ...found(/\bclient(?:Of\([^)]*\))?\s*\.((?:[a-z]\w*\.)+\w+)\(/g),
  ...found(/\bpaginate\(\s*"([\w.]+)"/g),
  ...found(/\bapiCall\(\s*"([\w.]+)"/g),
].filter((method, index, all) => all.indexOf(method) === index);

/** What each of them needs (https://docs.slack.dev/reference/methods). A channel can be public or private. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  "auth.test": [],
  "chat.getPermalink": [],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.history": ["channels:history", "groups:history"],
  "conversations.info": ["channels:read", "groups:read"],
  "conversations.members": ["channels:read", "groups:read"],
  "conversations.replies": ["channels:history", "groups:history"],
  "reactions.add": ["reactions:write"],
  "reactions.get": ["reactions:read"],
  "users.conversations": ["channels:read", "groups:read"],
  "users.info": ["users:read"],
  "views.open": [],
  "views.publish": [],
  "views.push": [],
  "views.update": [],
};

const unused = (declared: readonly string[], used: ReadonlySet<string>) =>
  declared.filter((name) => !used.has(name));

test("the commands and the shortcuts are those of the manifest", () => {
  const { slash_commands, shortcuts } = manifest.features ?? {};
  expect(slash_commands?.map(({ command }) => command).toSorted()).toEqual(
    Object.values(COMMANDS).toSorted(),
  );
  expect(shortcuts?.map(({ callback_id }) => callback_id).toSorted()).toEqual(
    Object.values(SHORTCUTS).toSorted(),
  );
});

test("it is known of every method that is called which scopes it needs", () => {
  expect(methods.length).toBeGreaterThan(5);
  expect(methods.filter((method) => !(method in SCOPES))).toEqual([]);
});

test("the scopes are those that the methods need, none less and none more", () => {
  const needed = new Set(["commands", ...methods.flatMap((method) => SCOPES[method] ?? [])]);
  const declared: readonly string[] = manifest.oauth_config?.scopes?.bot ?? [];
  expect([...needed].filter((scope) => !declared.includes(scope))).toEqual([]);
  expect(unused(declared, needed)).toEqual([]);
});

test("the events are those that are listened to", () => {
  const listened = new Set(found(/\bapp\.event\(\s*"(\w+)"/g));
  const declared: readonly string[] = manifest.settings?.event_subscriptions?.bot_events ?? [];
  expect([...listened].filter((event) => !declared.includes(event))).toEqual([]);
  expect(unused(declared, listened)).toEqual([]);
});
