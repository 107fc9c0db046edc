import Database from "better-sqlite3";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import type { Stage } from "./stage.ts";

/** Sets up a channel as a team, with the command and form that its members use. */
export async function setUpTeam({ slack }: Stage, channel = "C0GROWTH"): Promise<void> {
  const ana = slack.as("U0ANA");
  await ana.command(channel, "/outcomes");
  await ana.submit();
  if (ana.views().length > 0) await ana.closeView();
}

/** Gives the team a line in quiet weeks, for tests that look at when digests come rather than at what they say. */
export async function postQuietWeeks({ slack }: Stage, channel = "C0GROWTH"): Promise<void> {
  const ana = slack.as("U0ANA");
  await ana.command(channel, "/outcomes", "settings");
  await ana.submit({ quiet_weeks: ["posts"] });
}

/** Places a bet from a sentence. Sets up the channel as a team first if need be. `more` are fields behind "More". */
export async function placeBet(
  s: Stage,
  sentence: string,
  channel = "C0GROWTH",
  more?: Readonly<Record<string, string>>,
): Promise<void> {
  const ana = s.slack.as("U0ANA");
  await ana.command(channel, "/bet", sentence);
  if (ana.view().content.callback_id === "set_up") await ana.submit();
  if (more) await toggleMore(s);
  const placed = await ana.submit({ chosen: "we-chose", ...more });
  if (Object.keys(placed.errors).length > 0) throw new Error(JSON.stringify(placed.errors));
}

/** Shows the fields behind "More" in the form of a bet, or hides them. */
export async function toggleMore({ slack }: Stage, user = "U0ANA"): Promise<void> {
  const person = slack.as(user);
  await person.clickButton(person.view(), ACTIONS.moreOfBet);
}

/** Writes, changes or (with an empty text) withdraws a pre-mortem with the card's button. Returns the form's answer. */
export async function writePreMortem(s: Stage, user: string, text: string, number = 1, channel = "C0GROWTH") {
  const card = (await s.slack.readChannel(channel)).find((message) =>
    message.text.startsWith(`Bet #${number} · `),
  );
  const person = s.slack.as(user);
  await person.clickButton({ channel, ts: card?.ts ?? "" }, "If this fails, why?");
  return person.submit({ text });
}

/** Settles a bet with a final reading; a team-mate confirms the verdict, so that its retro opens. */
export async function settleBet(
  s: Stage,
  number: number,
  value: string,
  channel = "C0GROWTH",
  mate = "U0BEN",
): Promise<void> {
  const ana = s.slack.as("U0ANA");
  await ana.command(channel, "/bet", `settle ${number}`);
  const settled = await ana.submit({ value });
  if (Object.keys(settled.errors).length > 0) throw new Error(JSON.stringify(settled.errors));
  const verdict = (await s.slack.readChannel(channel)).at(-1);
  await s.slack.as(mate).clickButton({ channel, ts: verdict?.ts ?? "" }, "Looks right");
}

/** Simulates a changed OURCOME_SECRET: nothing sealed in this file so far can be unsealed. */
export function changeSecret(path: string): void {
  const db = new Database(path);
  db.prepare("update polls set sealed_key = ?").run(Buffer.alloc(60, 1).toString("base64"));
  db.close();
}
