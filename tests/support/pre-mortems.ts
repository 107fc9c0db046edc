import { placeBet, settleBet, writePreMortem } from "./moves.ts";
import type { Stage } from "./stage.ts";

const CHANNEL = "C0GROWTH";

/** Three people's pre-mortems. */
export const REASONS = [
  ["U0ANA", "Nobody reads a list at step two"],
  ["U0BEN", "The release slips past the holidays"],
  ["U0CAT", "We count people who would have stayed anyway"],
] as const;

/** The card's line about how many people wrote a pre-mortem. */
export const written = async (s: Stage): Promise<string | undefined> =>
  (await s.texts())
    .find((text) => text.startsWith("Bet #1 · "))
    ?.split("\n")
    .find((line) => line.startsWith("Why it might fail"));

/** Places a bet, writes pre-mortems and settles the bet finally. Returns its retro. */
export async function retroAfter(
  s: Stage,
  reasons: ReadonlyArray<readonly [user: string, text: string]>,
  number = 1,
) {
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  for (const [user, text] of reasons) await writePreMortem(s, user, text, number);
  await settleBet(s, number, "33");
  return retroOf(s, number);
}

/** A bet's retro, the pre-mortem messages in its thread, and the channel's summary message. */
export async function retroOf(s: Stage, number = 1) {
  const messages = await s.slack.readChannel(CHANNEL);
  const retro = messages.find(({ text }) => text.startsWith(`Retro for bet #${number} `));
  if (!retro) throw new Error("There is no retro.");
  return {
    retro,
    preMortem: retro.replies.filter(({ text }) => text.startsWith("Before we knew")),
    summary: () => messages.find(({ text }) => text.startsWith(`What we take from bet #${number}`)),
  };
}
