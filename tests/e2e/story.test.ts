import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const SANDBOX = resolve("src/sandbox/main.ts");

test(
  "npm run sandbox -- --story plays six weeks, prints the channel, and ends",
  { timeout: 120_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "ourcome-story-"));
    try {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [SANDBOX, "--story"], {
        cwd: folder,
      });
      const told = stdout.replaceAll("\u00a0", " ");
      expect(stderr).toBe("");
      for (const words of [
        "Growth owns its outcomes here from now on.",
        "Bet #1 · Checklist on first login* · settled: part-way, 55 % of the way",
        "Activation is at 33.5 % (Tue 13 Oct 2026, before/after), 19 % of the way.",
        "*Bet #2 hit.*",
        "*Bet #3 missed.*",
        "*Bet #4 was stopped early.*",
        "*Bet #5 backfired.*",
        "*The verdict on bet #1 is disputed.*",
        "Confidence: 70 %, from 50 to 90 % (4 of us answered)",
        "Confidence: 50 %, from 30 to 70 % (5 of us answered)",
        "Confidence sealed: too few answers",
        "Confidence: strong agreement that a hit is likely",
        "*The terms of bet #1 are amended.*",
        "By the terms as first placed: Activation went from",
        "As amended to 36 % it hit, 110 % of the way.",
        "we gave it 90 %",
        ":straight_ruler: Measurement (3 votes)",
        "Strong agreement: yes, again. A good bet",
        "*Before we knew: why it might fail*",
        "The release does not reach all markets in time. (4 votes)",
        "Too few of us wrote a pre-mortem to show it by itself.",
        "Purpose 4, mastery 4, belonging 5, safe to speak 3 (5 of 5 answered",
        "mastery up from 3, safe to speak down from 4",
        "Over the quarter, after a hit: purpose 4, mastery 3, belonging 5, safe to speak 4. After a miss: purpose 4",
      ])
        expect(told).toContain(words);
      expect(told.match(/\*Growth · week \d+\*/g)).toEqual(
        ["41", "42", "43", "44", "45", "46"].map((week) => `*Growth · week ${week}*`),
      );
      expect(told).not.toMatch(/maya|jonas|priya|lena|tariq|U0[A-Z]/i);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
