import { DatabaseInUseError } from "#store/database/sqlite.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";

/** The sandbox behind the page; a reset replaces it with a new one. */
export type World = {
  readonly sandbox: () => Sandbox;
  /** A notice for everybody who opens the page. */
  readonly notice: () => string | undefined;
  /** Why the sandbox takes no gestures for now. */
  readonly busy: () => string | undefined;
  /** Increases with every visible change. */
  readonly version: () => number;
  readonly changed: () => void;
  readonly onChange: (listener: () => void) => () => void;
  /** Reads wait while the sandbox is being replaced, and its replacement waits for running reads. */
  readonly read: <Value>(run: (sandbox: Sandbox) => Promise<Value>) => Promise<Value>;
  /** Gestures run concurrently, but not while the clock moves or a story is played. */
  readonly gesture: <Value>(run: (sandbox: Sandbox) => Promise<Value>) => Promise<Value>;
  /** Runs exclusively, without gestures; `words` is shown as `busy`. */
  readonly runExclusively: (words: string, run: (sandbox: Sandbox) => Promise<void>) => Promise<void>;
  /** Replaces the sandbox with a new one, and plays its initial state. */
  readonly restart: (words: string, play: (sandbox: Sandbox) => Promise<void>) => Promise<void>;
  readonly dismiss: (user: string, ts: string) => void;
  /** Dismisses all ephemerals so far, which Slack would have dropped by now. */
  readonly dismissAll: (users: readonly string[]) => void;
  readonly isDismissed: (user: string, ts: string) => boolean;
  readonly close: () => Promise<void>;
};

/** `open` starts a sandbox that resumes the last one, or a new one. It throws if the saved state cannot be read. */
export async function openWorld(open: (how: "go on" | "anew") => Promise<Sandbox>): Promise<World> {
  let version = 1;
  let busy: string | undefined;
  let notice: string | undefined;
  let exclusiveWork: Promise<unknown> = Promise.resolve();
  let replacement: Promise<unknown> = Promise.resolve();
  const gestures = new Set<Promise<unknown>>();
  const reads = new Set<Promise<unknown>>();
  const listeners = new Set<() => void>();
  const dismissed = new Set<string>();

  const changed = () => {
    version += 1;
    for (const listener of listeners) listener();
  };

  let sandbox = await open("go on").catch((error: unknown) => {
    if (error instanceof DatabaseInUseError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    notice = `What was kept of the last time cannot be read, so this workspace began anew. (${why})`;
    return open("anew");
  });
  sandbox.slack.onChange(changed);

  function exclusively(words: string, run: () => Promise<void>): Promise<void> {
    const turn = exclusiveWork.then(async () => {
      busy = words;
      changed();
      await Promise.allSettled(gestures);
      await run().finally(() => {
        busy = undefined;
        changed();
      });
    });
    exclusiveWork = turn.catch(() => {});
    return turn;
  }

  return {
    sandbox: () => sandbox,
    busy: () => busy,
    notice: () => notice,
    version: () => version,
    changed,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async read(run) {
      await replacement;
      return tracked(reads, run(sandbox));
    },
    async gesture(run) {
      await exclusiveWork;
      return tracked(gestures, run(sandbox)).finally(changed);
    },
    runExclusively: (words, run) => exclusively(words, () => run(sandbox)),
    restart: (words, play) =>
      exclusively(words, async () => {
        const next = Promise.allSettled(reads)
          .then(() => sandbox.close())
          .then(() => open("anew"));
        replacement = next.catch(() => {});
        sandbox = await next;
        sandbox.slack.onChange(changed);
        dismissed.clear();
        notice = undefined;
        await play(sandbox);
      }),
    dismiss(user, ts) {
      dismissed.add(`${user}/${ts}`);
      changed();
    },
    dismissAll(users) {
      for (const user of users)
        for (const { ts } of sandbox.slack.as(user).ephemerals()) dismissed.add(`${user}/${ts}`);
    },
    isDismissed: (user, ts) => dismissed.has(`${user}/${ts}`),
    async close() {
      await exclusiveWork;
      await sandbox.close();
    },
  };
}

/** Keeps the promise in the set until it settles. */
async function tracked<Value>(set: Set<Promise<unknown>>, work: Promise<Value>): Promise<Value> {
  set.add(work);
  try {
    return await work;
  } finally {
    set.delete(work);
  }
}
