import type { Emulated } from "#sandbox/slack/web-api/emulator.ts";
import type { Saved, SavedMessage } from "#sandbox/slack/state/saved-state.ts";
import { type SandboxState, postedKey } from "#sandbox/slack/state/state.ts";
import { restoreHome } from "#sandbox/slack/web-api/views.ts";

/** Restores a snapshot's messages, ephemerals, Home tabs and response URLs; `createState` has restored the rest. */
export async function restoreInto(state: SandboxState, emulated: Emulated, snapshot: Saved): Promise<void> {
  // Oldest first, so that a thread's first message exists before its replies.
  for (const message of snapshot.messages.toSorted((a, b) => Number(a.ts) - Number(b.ts))) {
    const { channel, ts, threadTs, at, broadcast = false } = message;
    await repost(emulated, message);
    state.posted.set(postedKey(channel, ts), threadTs === undefined ? { at } : { at, threadTs, broadcast });
  }
  state.ephemerals.push(...snapshot.ephemerals);
  for (const { user, content, values } of snapshot.homes) restoreHome(state, user, content, values);
  for (const { id, ...place } of snapshot.responseUrls) state.responseUrls.set(id, place);
}

async function repost(emulated: Emulated, message: SavedMessage): Promise<void> {
  const { channel, ts, threadTs, user, content, edited, reactions } = message;
  const args = { ...content, channel, ...(threadTs === undefined ? {} : { thread_ts: threadTs }) };
  const steps = [
    () => emulated.say(user, ts, args),
    ...(edited ? [() => emulated.callAs(user, "chat.update", { ...content, channel, ts })] : []),
    ...reactions.flatMap(({ name, users }) =>
      users.map(
        (reactor) => () => emulated.callAs(reactor, "reactions.add", { channel, timestamp: ts, name }),
      ),
    ),
  ];
  for (const step of steps) {
    const reply = await step();
    if (!reply.ok) throw new Error(`The message ${ts} in ${channel} cannot be restored: ${reply.error}`);
  }
}
