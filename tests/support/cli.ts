import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

export type Ended = { readonly code: number | string; readonly stdout: string; readonly stderr: string };

/** Starts `ourcome` as an operator does, with this environment and no other setting. */
export function startCli(
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, ["src/cli/ourcome.mjs", ...args], {
    cwd: ROOT,
    env: { ...env, NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? "" },
    timeout: 120_000,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = once(child, "close").then(([code, signal]) => ({
    code: (code ?? signal) as number | string,
    stdout: stdout.replaceAll("\u00a0", " "),
    stderr,
  }));
  return { child, ended };
}

export const cli = (env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ended> =>
  startCli(env, ...args).ended;

/** The same with the database in this file. */
export const cliOn = (path: string, ...args: readonly string[]): Promise<Ended> =>
  cli({ DATABASE_URL: `file:${path}` }, ...args);
