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
const findAll = (pattern: RegExp) => [
  ...new Set([...code.matchAll(pattern)].flatMap(([, name]) => name ?? [])),
];

/** The Web API methods that the code calls. */
const methods = [
  ...findAll(/\bclient(?:Of\([^)]*\))?\s*\.((?:[a-z]\w*\.)+\w+)\(/g),
  ...(/\bclient\.filesUploadV2\(/.test(code)
    ? ["files.getUploadURLExternal", "files.completeUploadExternal"]
    : []),
  ...findAll(/\bpaginate\(\s*"([\w.]+)"/g),
  ...findAll(/\bapiCall\(\s*"([\w.]+)"/g),
].filter((method, index, all) => all.indexOf(method) === index);

/**
 * The scopes that each method needs, for public and private channels. Source:
 * https://docs.slack.dev/reference/methods
 */
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
  "files.completeUploadExternal": ["files:write"],
  "files.getUploadURLExternal": ["files:write"],
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

test("the manifest has the same commands and shortcuts as the code", () => {
  const { slash_commands, shortcuts } = manifest.features ?? {};
  expect(slash_commands?.map(({ command }) => command).toSorted()).toEqual(
    Object.values(COMMANDS).toSorted(),
  );
  expect(shortcuts?.map(({ callback_id }) => callback_id).toSorted()).toEqual(
    Object.values(SHORTCUTS).toSorted(),
  );
});

test("the scopes of every called method are listed here", () => {
  expect(methods.length).toBeGreaterThan(5);
  expect(methods.filter((method) => !(method in SCOPES))).toEqual([]);
});

test("the manifest has exactly the scopes that the methods need", () => {
  const needed = new Set(["commands", ...methods.flatMap((method) => SCOPES[method] ?? [])]);
  const declared: readonly string[] = manifest.oauth_config?.scopes?.bot ?? [];
  expect([...needed].filter((scope) => !declared.includes(scope))).toEqual([]);
  expect(unused(declared, needed)).toEqual([]);
});

test("the manifest has exactly the events that the code listens to", () => {
  const listened = new Set(findAll(/\bapp\.event\(\s*"(\w+)"/g));
  const declared: readonly string[] = manifest.settings?.event_subscriptions?.bot_events ?? [];
  expect([...listened].filter((event) => !declared.includes(event))).toEqual([]);
  expect(unused(declared, listened)).toEqual([]);
});
