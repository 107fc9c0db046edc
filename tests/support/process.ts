import { spawn } from "node:child_process";
import { once } from "node:events";
import { serverFile } from "./server-file.ts";

/** The process as it is run, from its start to its exit. */
export type Process = {
  /** What it wrote so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves at its end, however that comes. */
  readonly exit: Promise<number | string>;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

const SERVER = await serverFile();

/** No test waits longer than this for a process. */
const LONGEST_MS = 60_000;

/** Runs Ourcome with these settings and none of this machine's, except for Node's compile cache. */
export function run(settings: Readonly<Record<string, string>>): Process {
  const env = { ...settings, NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? "" };
  const child = spawn(process.execPath, [SERVER], { env, timeout: LONGEST_MS, killSignal: "SIGKILL" });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const exit = once(child, "close").then(([code, signal]) => (code ?? signal) as number | string);
  return {
    stdout: () => stdout,
    stderr: () => stderr,
    exit,
    kill: (signal) => void child.kill(signal),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await exit;
    },
  };
}

/** Runs Ourcome until it is up. */
export async function start(env: Readonly<Record<string, string>>): Promise<Process> {
  const process = run(env);
  let over = false;
  void process.exit.then(() => (over = true));
  while (!process.stdout().includes("Ourcome is up")) {
    if (over) throw new Error(`Ourcome ended: ${process.stderr()}${process.stdout()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return process;
}
