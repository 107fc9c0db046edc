import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, resolve } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { z } from "zod";
import { databaseFile } from "#tests/support/ledger.ts";

const SANDBOX = resolve("src/sandbox/main.ts");

const state = z.object({
  channels: z.array(z.object({ name: z.string(), messages: z.array(z.object({ text: z.string() })) })),
});

/** Runs the sandbox in an empty folder until its page is ready; gives the texts in #growth and the last line printed. */
async function runSandbox(...flags: string[]): Promise<{ growth: string[]; printed: string }> {
  using file = databaseFile();
  const child = spawn(process.execPath, [SANDBOX, "--port", "0", ...flags], { cwd: dirname(file.path) });
  try {
    let url = "";
    for await (const printed of createInterface(child.stdout)) {
      url ||= /http:\S+/.exec(printed)?.[0] ?? "";
      if (!printed.includes("Ctrl-C ends it.")) continue;
      const { channels } = state.parse(await (await fetch(`${url}/state`)).json());
      const growth = channels.find(({ name }) => name === "growth");
      return { growth: growth?.messages.map(({ text }) => text) ?? [], printed };
    }
    throw new Error("The sandbox ended.");
  } finally {
    child.kill("SIGTERM");
    await once(child, "close");
  }
}

test(
  "the sandbox begins with a team and one open bet that some have voted on",
  { timeout: 120_000 },
  async () => {
    const { growth, printed } = await runSandbox();
    expect(growth).toEqual([
      expect.stringContaining("Growth owns its outcomes here from now on."),
      expect.stringMatching(/^Bet #1 · Checklist on first login · open[^]* · 2 have voted/),
    ]);
    expect(printed).toContain("The page says what to try.");
  },
);

test("--empty begins before the first command", { timeout: 120_000 }, async () => {
  expect((await runSandbox("--empty")).growth).toEqual([]);
});

test("--story with --port serves the page on the story", { timeout: 300_000 }, async () => {
  const { growth, printed } = await runSandbox("--story");
  expect(growth.join("\n")).toContain("Growth · Q1 2027: 6 bets placed");
  expect(printed).toContain("Two quarters of three teams are in it.");
});
