import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { slackManifest } from "./support/slack-manifest.ts";

const root = join(import.meta.dirname, "..");

function printManifest(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["src/cli/main.ts", "manifest", ...args], {
    cwd: root,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

const comments = (manifest: string) => manifest.match(/#.*$/gm) ?? [];

const socket = printManifest();
const http = printManifest("--http", "https://ourcome.example.com:8443/");

test.each([
  ["Socket Mode", socket, true],
  ["HTTP", http, false],
])("prints a manifest for %s that Slack accepts", (_name, printed, socketMode) => {
  expect(printed).toMatchObject({ status: 0, stderr: "" });
  const manifest = slackManifest.parse(parse(printed.stdout));
  expect(manifest.settings?.socket_mode_enabled).toBe(socketMode);
});

test("prints the same manifest for HTTP as for Socket Mode, except for URLs and mode, with every comment", () => {
  const requestUrl = "https://ourcome.example.com:8443/slack/events";
  const added = http.stdout.split("\n").filter((line) => !socket.stdout.includes(line));
  expect(added.map((line) => line.replace(/#.*/, "").trim())).toEqual([
    `url: ${requestUrl}`,
    `url: ${requestUrl}`,
    `request_url: ${requestUrl}`,
    `request_url: ${requestUrl}`,
    "socket_mode_enabled: false",
  ]);
  expect(comments(http.stdout)).toEqual(comments(socket.stdout));
});

test("gives a reason beside every scope and event", () => {
  const listItems = socket.stdout.split("\n").filter((line) => /^ +- [a-z_]+(:[a-z]+)?( |$)/.test(line));
  const { oauth_config: oauth, settings } = slackManifest.parse(parse(socket.stdout));
  const { bot = [], bot_optional = [] } = oauth?.scopes ?? {};
  expect(listItems).toHaveLength(
    bot.length + bot_optional.length + (settings?.event_subscriptions?.bot_events?.length ?? 0),
  );
  expect(listItems.filter((line) => !/ # \S/.test(line))).toEqual([]);
});

test.each([
  "http://ourcome.example.com",
  "ourcome.example.com",
  "https://ourcome.example.com/slack",
  "https://ourcome.example.com/?team=1",
  "https://user@ourcome.example.com",
])("rejects --http %s and says what it takes", (address) => {
  expect(printManifest("--http", address)).toEqual({
    status: 2,
    stdout: "",
    stderr: `--http takes an https:// address without a path, such as https://ourcome.example.com, and not "${address}".\nSee ourcome manifest --help.\n`,
  });
});

test.each([["--https"], ["socket"], ["--http"]])("rejects %s alone and points to the help", (...args) => {
  expect(printManifest(...args)).toMatchObject({
    status: 2,
    stdout: "",
    stderr: expect.stringContaining("See ourcome manifest --help."),
  });
  expect(printManifest("--help").stdout).toContain("ourcome manifest --http https://ourcome.example.com");
});

type Change = readonly [string, (text: string) => string];
test.each<Change>([
  ["a field that Slack does not know", (text) => text.replace("always_online:", "always_on:")],
  ["a name too long", (text) => text.replace("name: Ourcome", `name: ${"O".repeat(36)}`)],
  ["a scope that Slack does not know", (text) => text.replace("- users:read", "- users:see")],
  [
    "an optional scope that is not among the scopes",
    (text) => text.replace("- reactions:write", "- files:write"),
  ],
  ["an event that Slack does not know", (text) => text.replace("- app_home_opened", "- home_opened")],
  ["HTTP without URLs", (text) => text.replace("socket_mode_enabled: true", "socket_mode_enabled: false")],
  ["a command without its slash", (text) => text.replace("command: /bet", "command: bet")],
])("would detect %s", (_name, change) => {
  expect(change(socket.stdout)).not.toBe(socket.stdout);
  expect(slackManifest.safeParse(parse(change(socket.stdout))).success).toBe(false);
});
