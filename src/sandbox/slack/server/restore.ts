import type { Emulated } from "#sandbox/slack/web-api/emulator.ts";
import type { Saved, SavedMessage } from "#sandbox/slack/state/saved-state.ts";
import { type SandboxState, postedKey } from "#sandbox/slack/state/state.ts";
import { restoreHome } from "#sandbox/slack/web-api/views.ts";

/** Puts back what a snapshot holds; people, channels and the last ids came into the state when it was made. */
export async function restoreInto(state: SandboxState, emulated: Emulated, from: Saved): Promise<void> {
  // A thread's first message is the oldest of it.
  for (const message of from.messages.toSorted((a, b) => Number(a.ts) - Number(b.ts))) {
    const { channel, ts, threadTs, at, broadcast = false } = message;
    await postAgain(emulated, message);
    state.posted.set(postedKey(channel, ts), threadTs === undefined ? { at } : { at, threadTs, broadcast });
  }
  state.ephemerals.push(...from.ephemerals);
  for (const { user, content, values } of from.homes) restoreHome(state, user, content, values);
  for (const { id, ...place } of from.responseUrls) state.responseUrls.set(id, place);
}

async function postAgain(emulated: Emulated, message: SavedMessage): Promise<void> {
  const { channel, ts, threadTs, user, content, edited, reactions } = message;
  const whole = { ...content, channel, ...(threadTs === undefined ? {} : { thread_ts: threadTs }) };
  const steps = [
    () => emulated.say(user, ts, whole),
    ...(edited ? [() => emulated.callAs(user, "chat.update", { ...content, channel, ts })] : []),
    ...reactions.flatMap(({ name, users }) =>
      users.map((by) => () => emulated.callAs(by, "reactions.add", { channel, timestamp: ts, name })),
    ),
  ];
  for (const step of steps) {
    const reply = await step();
    if (!reply.ok) throw new Error(`The message ${ts} in ${channel} cannot be restored: ${reply.error}`);
  }
}
