import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { manifestScopes } from "#sandbox/manifest-scopes.ts";
import { freePort } from "#sandbox/sandbox.ts";
import { type SandboxSlack, startSandboxSlack } from "#sandbox/slack/server/server.ts";
import { run, start } from "#tests/support/process.ts";

const SOURCE = "kind: json, url: 'https://metrics.example/a', path: $.n";
const GOOD = `sources:\n  - {name: a, ${SOURCE}, token: {env: METRICS_TOKEN}}\n`;
const WRONG = "sources:\n  - name: b\n    kind: json\n    token: hunter2\n";

let folder: string;
let slack: SandboxSlack;
let env: Record<string, string>;
let write: (text: string) => void;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "ourcome-sources-"));
  const path = join(folder, "sources.yml");
  write = (text) => writeFileSync(path, text);
  const app = { botToken: "xoxb-tests", signingSecret: "s", botUserId: "U0BOT", escapesCommands: false };
  slack = await startSandboxSlack({
    people: [],
    channels: [],
    app,
    scopes: manifestScopes(),
    now: () => Temporal.Now.instant(),
  });
  env = {
    SLACK_API_URL: slack.url,
    SLACK_BOT_TOKEN: app.botToken,
    SLACK_SIGNING_SECRET: "0123456789abcdef",
    OURCOME_SECRET: Buffer.alloc(32, 7).toString("base64"),
    OURCOME_SOURCES: path,
    METRICS_TOKEN: "s3cret-token",
    DATABASE_URL: `file:${join(folder, "ourcome.db")}`,
    PORT: String(await freePort()),
  };
});
afterEach(async () => {
  await slack.close();
  rmSync(folder, { recursive: true });
});

test("Ourcome doesn't start with a wrong file, and says what is wrong in which line", async () => {
  write(WRONG);
  await using ourcome = run(env);
  expect(await ourcome.exit).toBe(1);
  expect(ourcome.stderr()).toBe(`Ourcome cannot start:
- OURCOME_SOURCES, line 2: sources[0].url is missing.
- OURCOME_SOURCES, line 2: sources[0].path is missing.
- OURCOME_SOURCES, line 4: sources[0].token must name an environment variable, as in {env: METRICS_TOKEN}. A secret never stands in this file.
`);
});

test("SIGHUP reads the file again, and a wrong one changes nothing", async () => {
  write(GOOD);
  await using ourcome = await start(env);
  const expectLogged = (words: string) => expect.poll(ourcome.stdout, { timeout: 60_000 }).toContain(words);

  write(`${GOOD}  - {name: b, ${SOURCE}}\n`);
  ourcome.kill("SIGHUP");
  await expectLogged('"sources":2,"msg":"the sources were read again"');

  write(WRONG);
  ourcome.kill("SIGHUP");
  await expectLogged("the sources stay as they are");
  await expectLogged("line 4: sources[0].token must name");

  ourcome.kill("SIGTERM");
  expect(await ourcome.exit).toBe(0);
  expect(ourcome.stdout() + ourcome.stderr()).not.toMatch(/hunter2|s3cret/);
});

test("without a file SIGHUP ends the process, as it does by default", async () => {
  const { OURCOME_SOURCES: _, ...others } = env;
  await using ourcome = await start(others);
  ourcome.kill("SIGHUP");
  expect(await ourcome.exit).toBe("SIGHUP");
});
