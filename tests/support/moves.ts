import type { Stage } from "./stage.ts";

/** Makes a channel a team, as its members would. */
export async function setUpTeam({ slack }: Stage, channel = "C0GROWTH"): Promise<void> {
  const ana = slack.as("U0ANA");
  await ana.command(channel, "/outcomes");
  await ana.submit();
  if (ana.views().length > 0) await ana.closeView();
}

/** Places a bet from a sentence, in a channel that is made a team first when it is none. */
export async function placeBet(s: Stage, sentence: string, channel = "C0GROWTH"): Promise<void> {
  const ana = s.slack.as("U0ANA");
  await ana.command(channel, "/bet", sentence);
  if (ana.view().content.callback_id === "set_up") await ana.submit();
  const placed = await ana.submit({ belief: "We believe it helps", chosen: "we-chose", alone: "yes" });
  if (Object.keys(placed.errors).length > 0) throw new Error(JSON.stringify(placed.errors));
}

/** Settles the team's bet with a final reading; a team-mate finds it right, so that its retro opens. */
export async function settleBet(
  s: Stage,
  number: number,
  value: string,
  channel = "C0GROWTH",
): Promise<void> {
  const ana = s.slack.as("U0ANA");
  await ana.command(channel, "/bet", `settle ${number}`);
  const settled = await ana.submit({ value });
  if (Object.keys(settled.errors).length > 0) throw new Error(JSON.stringify(settled.errors));
  const verdict = (await s.slack.readChannel(channel)).at(-1);
  await s.slack.as("U0BEN").clickButton({ channel, ts: verdict?.ts ?? "" }, "Looks right");
}
