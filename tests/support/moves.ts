import Database from "better-sqlite3";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import type { Stage } from "./stage.ts";

/** Makes a channel a team, as its members would. */
export async function setUpTeam({ slack }: Stage, channel = "C0GROWTH"): Promise<void> {
  const ana = slack.as("U0ANA");
  await ana.command(channel, "/outcomes");
  await ana.submit();
  if (ana.views().length > 0) await ana.closeView();
}

/** Places a bet from a sentence, in a channel that is made a team first when it is none. `more` is behind "More". */
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

/** Shows what the form of a bet hides, or hides it again. */
export async function toggleMore({ slack }: Stage, user = "U0ANA"): Promise<void> {
  const person = slack.as(user);
  await person.clickButton(person.view(), ACTIONS.moreOfBet);
}

/** Seals, changes or takes back (with an empty text) why the bet may fail, by the button on its card. The answer is the form's. */
export async function writePreMortem(s: Stage, user: string, text: string, number = 1, channel = "C0GROWTH") {
  const card = (await s.slack.readChannel(channel)).find(({ text: said }) =>
    said.startsWith(`Bet #${number} · `),
  );
  const person = s.slack.as(user);
  await person.clickButton({ channel, ts: card?.ts ?? "" }, "If this fails, why?");
  return person.submit({ text });
}

/** Settles the team's bet with a final reading; a team-mate finds it right, so that its retro opens. */
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

/** As after a restart with another OURCOME_SECRET: what was sealed in this file until now opens no more. */
export function changeSecret(path: string): void {
  const db = new Database(path);
  db.prepare("update polls set sealed_key = ?").run(Buffer.alloc(60, 1).toString("base64"));
  db.close();
}
