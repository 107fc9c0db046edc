import { spawn } from "node:child_process";
import { once } from "node:events";
import { serverFile } from "./server-file.ts";

/** A running Ourcome process. */
export type Process = {
  /** Its output so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves with the exit code, or with the signal that ended the process. */
  readonly exit: Promise<number | string>;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

const SERVER = await serverFile();

/** A process that runs longer than this is killed. */
const MAX_RUN_MS = 300_000;

/** Runs Ourcome with these settings as its only environment, plus Node's compile cache. */
export function run(settings: Readonly<Record<string, string>>): Process {
  const env = { ...settings, NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? "" };
  const child = spawn(process.execPath, [SERVER], { env, timeout: MAX_RUN_MS, killSignal: "SIGKILL" });
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

/** Runs Ourcome and waits until it is up. */
export async function start(env: Readonly<Record<string, string>>): Promise<Process> {
  const process = run(env);
  let ended = false;
  void process.exit.then(() => (ended = true));
  while (!process.stdout().includes("Ourcome is up")) {
    if (ended) throw new Error(`Ourcome ended: ${process.stderr()}${process.stdout()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return process;
}
