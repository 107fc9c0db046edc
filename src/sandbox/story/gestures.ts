import type { Sandbox } from "#sandbox/sandbox.ts";
import { GROWTH, ZONE } from "./cast.ts";

/** What the people of the story do, in the words of the story. */
export function gesturesIn({ slack, pass }: Sandbox) {
  /** The last message of the channel, or of its threads, that says this. */
  async function saying(words: string): Promise<{ channel: string; ts: string }> {
    const messages = await slack.readChannel(GROWTH);
    const all = messages.flatMap((message) => [message, ...message.replies]);
    const found = all.findLast(({ text }) => text.includes(words));
    if (!found) throw new Error(`Nothing in the channel says “${words}”.`);
    return { channel: GROWTH, ts: found.ts };
  }

  async function submit(user: string, entries: Record<string, string>): Promise<void> {
    const { errors, view } = await slack.as(user).submit(entries);
    if (Object.keys(errors).length > 0)
      throw new Error(`${JSON.stringify(view?.content.title)}: ${JSON.stringify(errors)}`);
  }

  return {
    saying,
    submit,

    /** Until a wall-clock time of the story's zone, with all that falls due on the way. */
    until: (local: string): Promise<void> =>
      pass(Temporal.ZonedDateTime.from(`${local}[${ZONE}]`).toInstant()),

    bet: async (user: string, typed: string, rest: Record<string, string>): Promise<void> => {
      await slack.as(user).command(GROWTH, "/bet", typed);
      const { alone, ...entries } = rest;
      if (alone !== undefined) await slack.as(user).fill(slack.as(user).view(), { alone });
      await submit(user, entries);
    },

    settle: async (user: string, number: number, entries: Record<string, string>): Promise<void> => {
      await slack.as(user).command(GROWTH, "/bet", `settle ${number}`);
      await submit(user, entries);
    },

    click: async (user: string, button: string, words: string): Promise<void> => {
      await slack.as(user).clickButton(await saying(words), button);
    },

    votes: async (words: string, emojis: Readonly<Record<string, readonly string[]>>): Promise<void> => {
      const message = await saying(words);
      for (const [emoji, users] of Object.entries(emojis))
        for (const user of users) await slack.as(user).react(message, emoji);
    },
  };
}
