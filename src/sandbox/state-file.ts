import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import type { SandboxSlack } from "./slack/server/server.ts";

const contents = z.strictObject({ version: z.literal(1), at: z.iso.datetime(), slack: z.unknown() });

interface SavedState {
  readonly at: Temporal.Instant;
  /** For the option `restore`, which validates it. */
  readonly slack: unknown;
}

/** Reads the state that another run saved; undefined if there is no such file. */
export function readStateFile(path: string): SavedState | undefined {
  const text = textOf(path);
  if (text === undefined) return undefined;
  try {
    const { at, slack } = contents.parse(JSON.parse(text));
    return { at: Temporal.Instant.from(at), slack };
  } catch (error) {
    throw new Error(`${path} is no state of the sandbox. Delete it, and its database, to begin anew.`, {
      cause: error,
    });
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

const DEBOUNCE_MS = 300;

/** Saves the state shortly after each change. */
export function keepStateFile(
  path: string,
  slack: SandboxSlack,
  now: () => Temporal.Instant,
  onError: (error: unknown) => void,
): { readonly touch: () => void; readonly end: () => Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let saving = Promise.resolve();

  async function write(): Promise<void> {
    const at = now();
    const json = { version: 1, at: at.toString(), slack: await slack.snapshot() };
    // Written to a new file first, so that a crash leaves the old state intact.
    writeFileSync(`${path}.new`, JSON.stringify(json));
    renameSync(`${path}.new`, path);
  }
  const save = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    saving = saving.then(write, write);
    return saving;
  };
  const touch = () => {
    timer ??= setTimeout(() => void save().catch(onError), DEBOUNCE_MS);
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
