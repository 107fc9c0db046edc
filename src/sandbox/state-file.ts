import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import type { SandboxSlack } from "./slack/server/server.ts";

const contents = z.strictObject({ version: z.literal(1), at: z.iso.datetime(), slack: z.unknown() });

interface Kept {
  readonly at: Temporal.Instant;
  /** For `restore` of the sandbox's Slack, which checks it. */
  readonly slack: unknown;
}

/** What another run left there; nothing when there is no such file yet. */
export function readStateFile(path: string): Kept | undefined {
  const text = textOf(path);
  if (text === undefined) return undefined;
  try {
    const { at, slack } = contents.parse(JSON.parse(text));
    return { at: Temporal.Instant.from(at), slack };
  } catch (fault) {
    throw new Error(`${path} is no state of the sandbox. Delete it, and its database, to begin anew.`, {
      cause: fault,
    });
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (fault) {
    if (fault instanceof Error && "code" in fault && fault.code === "ENOENT") return undefined;
    throw fault;
  }
}

const PAUSE_MS = 300;

/** Keeps the file up to date, a moment after each change. */
export function keepStateFile(
  path: string,
  slack: SandboxSlack,
  now: () => Temporal.Instant,
  failed: (fault: unknown) => void,
): { readonly touch: () => void; readonly end: () => Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let saving = Promise.resolve();

  async function write(): Promise<void> {
    const at = now();
    const kept = { version: 1, at: at.toString(), slack: await slack.snapshot() };
    // Written beside it first: whoever ends the process half-way leaves the old state whole.
    writeFileSync(`${path}.new`, JSON.stringify(kept));
    renameSync(`${path}.new`, path);
  }
  const save = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    saving = saving.then(write, write);
    return saving;
  };
  const touch = () => {
    timer ??= setTimeout(() => void save().catch(failed), PAUSE_MS);
  };
  const stop = slack.onChange(touch);
  return {
    touch,
    async end() {
      stop();
      await save();
    },
  };
}
