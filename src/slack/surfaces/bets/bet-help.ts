import type { Message } from "#slack/kit/blocks.ts";
import { helpMessage, type Usage } from "#slack/surfaces/replies/help-message.ts";

const USAGE: Usage = [
  ["/bet", "places a bet, with a form"],
  [
    "/bet Checklist lifts activation from 32% to 40% by 15 Jan",
    "fills the form in already; also: in Q1, by end of January, in six weeks",
  ],
  ["/bet 12", "shows bet #12"],
  ["/bet list", "what is open; also: list due, list settled, list all"],
  [
    "/bet search words",
    "finds bets and learnings with these words, ours first, then those of other channels that you may look into",
  ],
  ["/bet reading 12 34.5 link or note", "takes a reading of bet #12; without the value, a form asks for it"],
  ["/bet settle 12", "enters the final reading of bet #12, or why there is none"],
  ["/bet stop 12", "settles bet #12 early"],
  ["/bet amend 12", "changes the terms of bet #12; once somebody has voted on it, with a reason"],
];

export const betHelp = (misunderstood?: string): Message =>
  helpMessage(
    "/bet",
    USAGE,
    "“If this fails, why?” on a bet's card takes what you think, sealed until the retro. “Place as a bet” in the menu of a message fills the form in with what it says. /outcomes help shows the rest: our week, goals, learnings, next steps, settings.",
    misunderstood,
  );
