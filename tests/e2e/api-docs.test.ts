import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { quarterName, quarterOn } from "#domain/calendar/quarter.ts";
import { manifestScopes } from "#sandbox/manifest-scopes.ts";
import { freePort } from "#sandbox/sandbox.ts";
import { startSandboxSlack } from "#sandbox/slack/server/server.ts";
import { start } from "#tests/support/process.ts";

/** The curl lines of the page, each with the answer that it shows, if it does. */
const examples = [
  ...readFileSync(join(import.meta.dirname, "../../docs/api.md"), "utf8").matchAll(
    /^```sh\n(?<line>[^]*?)\n```\n(?:```json\n(?<answer>[^]*?)\n```\n)?/gm,
  ),
].map(({ groups }) => ({ line: groups?.["line"] ?? "", answer: groups?.["answer"] }));

/** A value's fields and the types in them. Of texts that the reader has to know, the text itself. */
function shapeOf(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((one) => shapeOf(one));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([field, part]) => [field, shapeOf(part, field)]));
  if (/^(?:id|team|takenOn|reviewOn|placedAt|closesAt)$/.test(name)) return typeof value;
  return value;
}

test("the curl lines of docs/api.md do what the page says, in its order, against a running process", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ourcome-api-"));
  const slack = await startSandboxSlack({
    people: [{ id: "U0ANA", name: "ana", realName: "Ana Sol", timeZone: "Europe/Berlin" }],
    channels: [{ id: "C0GROWTH", name: "growth", members: ["U0ANA", "U0BOT"] }],
    app: { botToken: "xoxb-tests", signingSecret: "a-secret", botUserId: "U0BOT", escapesCommands: false },
    scopes: manifestScopes(),
    now: () => Temporal.Now.instant(),
  });
  try {
    const port = await freePort();
    slack.connect(`http://127.0.0.1:${port}/slack/events`);
    await using ourcome = await start({
      SLACK_API_URL: slack.url,
      SLACK_BOT_TOKEN: "xoxb-tests",
      SLACK_SIGNING_SECRET: "a-secret",
      OURCOME_SECRET: Buffer.alloc(32, 7).toString("base64"),
      DATABASE_URL: `file:${join(folder, "ourcome.db")}`,
      PORT: String(port),
    });
    const ana = slack.as("U0ANA");
    await ana.command("C0GROWTH", "/bet", "Checklist lifts activation from 32% to 40%");
    await expect.poll(() => slack.requests.map(({ method }) => method)).toContain("views.update");
    await ana.submit();
    await expect.poll(() => ana.view().content.title?.text).toBe("Place a bet");
    await ana.submit({ chosen: "we-chose" });
    await ana.command("C0GROWTH", "/outcomes", "tokens");
    await expect.poll(() => JSON.stringify(ana.view().content.blocks)).toContain("New token");
    await ana.clickButton(ana.view(), "New token");
    await expect.poll(() => ana.view().content.title?.text).toBe("New token");
    await ana.fill(ana.view(), { scopes: ["write"] });
    await ana.submit({ name: "docs" });
    const shown = () => /oct_[\w-]+/.exec(JSON.stringify(ana.view().content.blocks))?.[0];
    await expect.poll(shown).toBeDefined();

    const today = Temporal.Now.plainDateISO("Europe/Berlin");
    const env: Record<string, string> = {
      PATH: process.env["PATH"] ?? "",
      OURCOME_URL: `http://127.0.0.1:${port}`,
      OURCOME_TOKEN: shown() ?? "",
      REVIEW: today.add({ weeks: 6 }).toString(),
      QUARTER: quarterName(quarterOn(today)),
    };
    expect(examples.length).toBeGreaterThan(10);
    for (const { line, answer } of examples) {
      const { stdout } = await promisify(execFile)("bash", ["-euc", line], { env });
      const answered = JSON.parse(stdout);
      if (answer === undefined) expect([line, answered.type]).toEqual([line, undefined]);
      else expect(shapeOf(answered)).toEqual(shapeOf(JSON.parse(answer)));
      env["TEAM"] ??= answered.teams[0].id;
      env["BET"] ??= answered.teams[0].openBets[0].id;
    }
    expect(ourcome.stdout()).not.toContain(env["OURCOME_TOKEN"]);
    expect(slack.problems).toEqual([]);
  } finally {
    await slack.close();
    rmSync(folder, { recursive: true });
  }
});
