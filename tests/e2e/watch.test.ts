import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { manifestScopes } from "#sandbox/manifest-scopes.ts";
import { freePort } from "#sandbox/sandbox.ts";
import { startSandboxSlack } from "#sandbox/slack/server/server.ts";
import { run, start } from "#tests/support/process.ts";
import { expectHealthy } from "#tests/support/watched.ts";

test("serves health checks and metrics on its port in Socket Mode too, and cannot start if the port is in use", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ourcome-watch-"));
  const port = await freePort();
  const [botToken, appToken] = ["xoxb-tests", "xapp-tests"];
  const slack = await startSandboxSlack({
    people: [],
    channels: [],
    app: { botToken, appToken, signingSecret: "unused", botUserId: "U0BOT", escapesCommands: false },
    scopes: manifestScopes(),
    now: () => Temporal.Now.instant(),
  });
  const env = {
    SLACK_API_URL: slack.url,
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    OURCOME_SECRET: Buffer.alloc(32, 7).toString("base64"),
    DATABASE_URL: `file:${join(folder, "ourcome.db")}`,
    PORT: String(port),
  };
  {
    await using ourcome = await start(env);
    expect(await expectHealthy(`http://127.0.0.1:${port}`)).toMatch(/^ourcome_socket_gone_seconds 0$/m);
    ourcome.kill("SIGTERM");
    expect([await ourcome.exit, ourcome.stderr()]).toEqual([0, ""]);
  }
  const other = createServer().listen(port);
  await using ourcome = run(env);
  expect(await ourcome.exit).toBe(1);
  expect(ourcome.stderr()).toContain(`Port ${port} is in use.`);
  other.close();
  await slack.close();
  rmSync(folder, { recursive: true });
});
