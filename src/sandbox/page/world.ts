import { DatabaseTaken } from "#store/database/sqlite.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";

/** What the page is a window to: one sandbox after the other, since a reset begins a new one. */
export type World = {
  readonly sandbox: () => Sandbox;
  /** What somebody who opens the page should know. */
  readonly notice: () => string | undefined;
  /** What keeps it from taking gestures, in words. */
  readonly busy: () => string | undefined;
  /** Goes up with every change that somebody may see. */
  readonly version: () => number;
  readonly changed: () => void;
  readonly onChange: (listener: () => void) => () => void;
  /** Reads wait while one sandbox gives way to the next, and the next waits for those under way. */
  readonly read: <Value>(run: (sandbox: Sandbox) => Promise<Value>) => Promise<Value>;
  /** Gestures of several people run side by side; none while the clock moves or a story is played. */
  readonly gesture: <Value>(run: (sandbox: Sandbox) => Promise<Value>) => Promise<Value>;
  readonly alone: (words: string, run: (sandbox: Sandbox) => Promise<void>) => Promise<void>;
  /** Ends this sandbox and begins another, which is then played into its first state. */
  readonly begin: (words: string, play: (sandbox: Sandbox) => Promise<void>) => Promise<void>;
  readonly dismiss: (user: string, ts: string) => void;
  /** What was shown to people alone so far is old: Slack would have forgotten it. */
  readonly dismissAll: (users: readonly string[]) => void;
  readonly isDismissed: (user: string, ts: string) => boolean;
  readonly close: () => Promise<void>;
};

/** `open` starts a sandbox where the last one ended, or anew; it throws when what is kept cannot be read. */
export async function openWorld(open: (how: "go on" | "anew") => Promise<Sandbox>): Promise<World> {
  let version = 1;
  let busy: string | undefined;
  let notice: string | undefined;
  let alone: Promise<unknown> = Promise.resolve();
  let giveWay: Promise<unknown> = Promise.resolve();
  const underWay = new Set<Promise<unknown>>();
  const reading = new Set<Promise<unknown>>();
  const listeners = new Set<() => void>();
  const dismissed = new Set<string>();

  const changed = () => {
    version += 1;
    for (const listener of listeners) listener();
  };

  let sandbox = await open("go on").catch((fault: unknown) => {
    if (fault instanceof DatabaseTaken) throw fault;
    const why = fault instanceof Error ? fault.message : String(fault);
    notice = `What was kept of the last time cannot be read, so this workspace began anew. (${why})`;
    return open("anew");
  });
  sandbox.slack.onChange(changed);

  function exclusively(words: string, run: () => Promise<void>): Promise<void> {
    const turn = alone.then(async () => {
      busy = words;
      changed();
      await Promise.allSettled(underWay);
      await run().finally(() => {
        busy = undefined;
        changed();
      });
    });
    alone = turn.catch(() => {});
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
      await giveWay;
      return kept(reading, run(sandbox));
    },
    async gesture(run) {
      await alone;
      return kept(underWay, run(sandbox)).finally(changed);
    },
    alone: (words, run) => exclusively(words, () => run(sandbox)),
    begin: (words, play) =>
      exclusively(words, async () => {
        const next = Promise.allSettled(reading)
          .then(() => sandbox.close())
          .then(() => open("anew"));
        giveWay = next.catch(() => {});
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
      await alone;
      await sandbox.close();
    },
  };
}

/** In the set for as long as it is under way. */
async function kept<Value>(set: Set<Promise<unknown>>, work: Promise<Value>): Promise<Value> {
  set.add(work);
  try {
    return await work;
  } finally {
    set.delete(work);
  }
}
