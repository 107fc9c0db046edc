import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { addTeam, databaseFile, writeDatabase } from "./ledger.ts";

const root = join(import.meta.dirname, "../..");

/** Starts the command as an operator does, with this database. */
export function start(path: string, args: readonly string[]) {
  const child = spawn(process.execPath, ["src/cli/main.ts", ...args], {
    cwd: root,
    env: {
      DATABASE_URL: `file:${path}`,
      OURCOME_SECRET: Buffer.alloc(32, 7).toString("base64"),
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? "",
    },
    timeout: 120_000,
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = once(child, "close").then(([code]) => ({ code: code as number, stdout, stderr }));
  return { child, ended };
}

/** Runs it, and waits for its end. */
export const ourcome = (path: string, ...args: string[]) => start(path, args).ended;

/** A database with a team called Growth, and a file beside it. */
export async function withTeam(
  run: (ledger: { path: string; file: (name: string, text: string | Buffer) => string }) => Promise<void>,
) {
  using ledger = databaseFile();
  await writeDatabase(ledger.path, async (store) => void (await addTeam(store, "C0GROWTH", "Growth")));
  await run({
    path: ledger.path,
    file(name, text) {
      const path = join(dirname(ledger.path), name);
      writeFileSync(path, text);
      return path;
    },
  });
}
