import { expect, test } from "vitest";
import { readConfig } from "#src/config.ts";

const secret = Buffer.alloc(32, 7).toString("base64");
const base = { OURCOME_SECRET: secret };
const socket = { ...base, SLACK_BOT_TOKEN: "xoxb-1-abc", SLACK_APP_TOKEN: "xapp-1-abc" };
const http = { ...base, SLACK_BOT_TOKEN: "xoxb-1-abc", SLACK_SIGNING_SECRET: "0123456789abcdef" };

test("reads a minimal configuration for Socket Mode and fills in the defaults", () => {
  expect(readConfig(socket)).toEqual({
    ok: true,
    value: {
      slack: {
        apiUrl: "https://slack.com/api/",
        botToken: "xoxb-1-abc",
        mode: "socket",
        appToken: "xapp-1-abc",
      },
      database: { kind: "file", path: "data/ourcome.db" },
      secret: new Uint8Array(32).fill(7),
      port: 3000,
      settlingSeconds: 120,
      logLevel: "info",
    },
  });
});

test("reads a full configuration for HTTP", () => {
  const config = readConfig({
    ...http,
    SLACK_API_URL: "http://127.0.0.1:4010/api",
    DATABASE_URL: "postgres://ourcome:pa%23ss@db/ourcome",
    PORT: "65535",
    LOG_LEVEL: "debug",
    OURCOME_SOURCES: "/etc/ourcome/sources.yml",
  });
  expect(config).toMatchObject({
    value: {
      sourcesFile: "/etc/ourcome/sources.yml",
      slack: { apiUrl: "http://127.0.0.1:4010/api/", mode: "http", signingSecret: "0123456789abcdef" },
      database: { kind: "postgres", url: "postgres://ourcome:pa%23ss@db/ourcome" },
      port: 65_535,
      logLevel: "debug",
    },
  });
});

test.each([
  ["file:ourcome.db", { kind: "file", path: "ourcome.db" }],
  ["file:./a b/ourcome.db", { kind: "file", path: "./a b/ourcome.db" }],
  ["file:/var/lib/ourcome.db", { kind: "file", path: "/var/lib/ourcome.db" }],
  ["file:///var/lib/ourcome.db", { kind: "file", path: "/var/lib/ourcome.db" }],
  ["postgresql://db/ourcome", { kind: "postgres", url: "postgresql://db/ourcome" }],
])("accepts DATABASE_URL=%s", (url, database) => {
  expect(readConfig({ ...socket, DATABASE_URL: url })).toMatchObject({ value: { database } });
});

test.each([
  ["https://ourcome.example.com", "https://ourcome.example.com"],
  ["https://tools.example.com/ourcome/", "https://tools.example.com/ourcome"],
  ["http://localhost:3000/", "http://localhost:3000"],
])("reads OURCOME_URL=%s without a slash at the end", (text, url) => {
  expect(readConfig({ ...socket, OURCOME_URL: text })).toMatchObject({ value: { url } });
});

test("treats a blank value as missing, and trims spaces around a value", () => {
  expect(readConfig({ ...socket, SLACK_SIGNING_SECRET: "", PORT: "  ", LOG_LEVEL: " warn " })).toMatchObject({
    value: { slack: { mode: "socket" }, port: 3000, logLevel: "warn" },
  });
});

test.each<[string, Record<string, string | undefined>, string[]]>([
  ["no settings for Slack", base, ["npm run sandbox"]],
  [
    "a bot token alone",
    { ...base, SLACK_BOT_TOKEN: "xoxb-1" },
    ["SLACK_APP_TOKEN is missing. Set it for Socket Mode"],
  ],
  ["a missing bot token", { ...socket, SLACK_BOT_TOKEN: undefined }, ["SLACK_BOT_TOKEN is missing"]],
  ["a user token", { ...socket, SLACK_BOT_TOKEN: "xoxp-1-abc" }, ["SLACK_BOT_TOKEN must be a bot token"]],
  [
    "the two tokens swapped",
    { ...base, SLACK_BOT_TOKEN: "xapp-1-abc", SLACK_APP_TOKEN: "xoxb-1-abc" },
    ["SLACK_BOT_TOKEN must be", "SLACK_APP_TOKEN must be"],
  ],
  [
    "a token for the signing secret",
    { ...http, SLACK_SIGNING_SECRET: "xapp-1-abc" },
    ["SLACK_SIGNING_SECRET must be"],
  ],
  [
    "Socket Mode and HTTP at once",
    { ...socket, ...http },
    ["Remove SLACK_SIGNING_SECRET for Socket Mode, or SLACK_APP_TOKEN for HTTP"],
  ],
  ["a client id together with a bot token", { ...http, SLACK_CLIENT_ID: "1.2" }, ["not yet supported"]],
  [
    "settings for several workspaces",
    { ...base, SLACK_CLIENT_ID: "1.2", SLACK_CLIENT_SECRET: "abc", SLACK_SIGNING_SECRET: "abc" },
    ["not yet supported", "SLACK_BOT_TOKEN is missing"],
  ],
  [
    "a missing secret",
    { ...socket, OURCOME_SECRET: undefined },
    ["OURCOME_SECRET is missing. Make one with: node -e"],
  ],
  [
    "a short secret",
    { ...socket, OURCOME_SECRET: "c2hvcnQ=" },
    ["OURCOME_SECRET must be 32 bytes in base64"],
  ],
  [
    "a long secret",
    { ...socket, OURCOME_SECRET: Buffer.alloc(33, 7).toString("base64") },
    ["OURCOME_SECRET must be 32 bytes in base64"],
  ],
  [
    "a secret that is not base64",
    { ...socket, OURCOME_SECRET: "!".repeat(44) },
    ["OURCOME_SECRET must be 32 bytes in base64"],
  ],
])("rejects %s", (_name, env, expected) => {
  expect(readConfig(env)).toEqual({
    ok: false,
    error: expected.map((part) => expect.stringContaining(part)),
  });
});

test.each([
  ["SLACK_API_URL", "slack.com/api"],
  ["SLACK_API_URL", "ftp://slack.com/api/"],
  ["SLACK_API_URL", "https://slack.com/api/?a=b"],
  ["DATABASE_URL", "data/ourcome.db"],
  ["DATABASE_URL", "mysql://db/ourcome"],
  ["DATABASE_URL", "postgres://user:a/b@c:d@db/ourcome"],
  ["DATABASE_URL", "file:"],
  ["DATABASE_URL", "file:data/"],
  ["DATABASE_URL", "file://host/ourcome.db"],
  ["DATABASE_URL", "file::memory:"],
  ["DATABASE_URL", "file:ourcome.db?mode=ro"],
  ["PORT", "0"],
  ["PORT", "65536"],
  ["PORT", "3e3"],
  ["PORT", "-1"],
  ["OURCOME_URL", "ourcome.example.com"],
  ["OURCOME_URL", "ftp://ourcome.example.com"],
  ["OURCOME_URL", "https://user:pass@ourcome.example.com"],
  ["OURCOME_URL", "https://ourcome.example.com/?a=b"],
  ["OURCOME_SETTLING_SECONDS", "0"],
  ["OURCOME_SETTLING_SECONDS", "3601"],
  ["OURCOME_SETTLING_SECONDS", "1.5"],
  ["LOG_LEVEL", "verbose"],
])("reports %s=%s as one problem that names the variable", (name, value) => {
  expect(readConfig({ ...socket, [name]: value })).toEqual({
    ok: false,
    error: [expect.stringMatching(new RegExp(`^${name} must be `))],
  });
});

test("reports all problems at once, and quotes no value", () => {
  const wrong = {
    SLACK_BOT_TOKEN: "leak-bot",
    SLACK_APP_TOKEN: "leak-app",
    SLACK_SIGNING_SECRET: "xoxb-leak-signing",
    SLACK_CLIENT_ID: "leak-id",
    SLACK_CLIENT_SECRET: "leak-client",
    SLACK_API_URL: "leak-url",
    DATABASE_URL: "postgres://leak-user:leak-password@:x",
    OURCOME_SECRET: "leak-secret",
    PORT: "leak-port",
    LOG_LEVEL: "leak-level",
  };
  const config = readConfig(wrong);
  const problems = config.ok ? [] : config.error;
  expect(problems.map((problem) => problem.split(" ")[0])).toEqual([
    "SLACK_CLIENT_ID",
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_APP_TOKEN",
    "SLACK_API_URL",
    "DATABASE_URL",
    "OURCOME_SECRET",
    "PORT",
    "LOG_LEVEL",
  ]);
  expect(problems.join("\n")).not.toContain("leak");
});
