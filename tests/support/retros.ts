import { message, type MessageBlock } from "#slack/kit/blocks.ts";
import type { Stage } from "./stage.ts";

const CHANNEL = "C0GROWTH";

/** A bet's thread, and what of it belongs to its retro. */
export async function retroOf(s: Stage, number = 1, channel = CHANNEL) {
  const messages = await s.slack.readChannel(channel);
  const card = messages.find(({ text }) => text.startsWith(`Bet #${number} · `));
  if (!card) throw new Error(`Bet #${number} has no card.`);
  const reply = (start: string) => {
    const found = card.replies.find(({ text }) => text.startsWith(start));
    if (!found) throw new Error(`Nothing in the thread begins with "${start}".`);
    return found;
  };
  const verdict = card.replies.findLast(({ text }) => /^Bet #\d+ (?!is up)/.test(text));
  if (!verdict) throw new Error(`Bet #${number} has no verdict.`);
  return {
    card,
    /** The line in the channel on how the bet came out, with the retro's buttons. */
    retro: verdict,
    themes: reply("What had a part"),
    decision: reply("Knowing only what we knew then"),
    preMortem: card.replies.filter(({ text }) => text.startsWith("Before we knew")),
    reply,
    closing: () => card.replies.find(({ text }) => text.startsWith("The retro is")),
    /** What of the bet stands in the channel itself. */
    inChannel: messages.filter(({ ts }) => ts === card.ts || card.replies.some((one) => one.ts === ts)),
  };
}

/** What the button in the line on the verdict opens. */
export async function wholeRetro(s: Stage, number = 1, user = "U0ANA"): Promise<string> {
  const person = s.slack.as(user);
  await person.clickButton((await retroOf(s, number)).retro, "See the whole retro");
  const { text } = message(...(person.view().content.blocks as unknown as MessageBlock[]));
  await person.closeView();
  return text.replaceAll("\u00a0", " ");
}
