import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "#sandbox/sandbox.ts";
import { type SendSigned, signedSender } from "./requests.ts";

const SIGNING_SECRET = "a-signing-secret-of-the-benchmark";

/** A program that answers Slack's requests; `file` is what Node starts. */
export type Program = {
  readonly name: string;
  readonly file: string;
  /** Node's own flags. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

export type Served = {
  readonly send: SendSigned;
  /** Milliseconds from the start to the first answer to a signed command. */
  readonly startMs: number;
  /** Resident memory in bytes. */
  readonly resident: () => number;
  readonly stop: () => Promise<void>;
};

const ROOT = join(import.meta.dirname, "../../..");
const START_TIMEOUT_MS = 60_000;

/** Starts a program. Resolves once it has answered `command`. */
export async function serveProgram(
  { file, flags = [], env = {} }: Program,
  slackUrl: string,
  command: () => string,
): Promise<Served> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...flags, file], {
    cwd: ROOT,
    env: {
      SLACK_API_URL: `${slackUrl}api/`,
      SLACK_BOT_TOKEN: "xoxb-bench",
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      OURCOME_SECRET: Buffer.alloc(32, 7).toString("base64"),
      PORT: String(port),
      LOG_LEVEL: "warn",
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? "",
      ...env,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const send = signedSender(`http://127.0.0.1:${port}/slack/events`, SIGNING_SECRET);
  while (true)
    try {
      await send(command());
      break;
    } catch (error) {
      if (child.exitCode !== null || performance.now() - startedAt > START_TIMEOUT_MS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  return {
    send,
    startMs: performance.now() - startedAt,
    resident: () => residentBytes(child),
    stop: () => stop(child),
  };
}

function residentBytes({ pid }: ChildProcess): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) * 1024;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "close");
}
