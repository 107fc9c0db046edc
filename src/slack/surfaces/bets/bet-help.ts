import { bold, type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { helpMessage, notUnderstood, type CommandHelp } from "#slack/surfaces/replies/help-message.ts";
import { isOneOf, NUMBER_COMMANDS } from "./sentence/mistyped-command.ts";

const USAGE: CommandHelp["usage"] = [
  ["/bet", "places a bet, with a form"],
  [
    "/bet Checklist lifts activation from 32% to 40% by 15 Jan",
    "fills the form in already; also: in Q1, by end of January, in six weeks, six weeks after it ships",
  ],
  ["/bet 12", "shows bet #12"],
  ["/bet list", "what is open; also: list due, list settled, list all"],
  [
    "/bet search words",
    "finds bets and learnings with these words, ours first, then those of other channels that you may look into",
  ],
  ["/bet reading 12 34.5 link or note", "takes a reading of bet #12; without the value, a form asks for it"],
  [
    "/bet ship 12",
    "records that bet #12 has reached users today; with a day, such as ship 12 3 Nov, on that day",
  ],
  ["/bet settle 12", "enters the final reading of bet #12, or why there is none"],
  ["/bet stop 12", "settles bet #12 early"],
  [
    "/bet edit 12",
    "mends the title and the belief of bet #12 while it is open, or changes where its number comes from",
  ],
  ["/bet delete 12", "deletes bet #12 while nobody has voted on it or taken a reading; stop it afterwards"],
  ["/bet amend 12", "changes the terms of bet #12; once somebody has voted on it, with a reason"],
];

export const BET_HELP: CommandHelp = {
  command: "/bet",
  usage: USAGE,
  more: "“If this fails, why?” on a bet's card takes what you think, sealed until the retro. “Place as a bet” in the menu of a message fills the form in with what it says. /outcomes help shows the rest: our week, goals, learnings, next steps, settings.",
};

export const betHelp = (misunderstood?: string): Message => helpMessage([BET_HELP], misunderstood);

/** For what looks like a command: only the one that was probably meant, without the whole list. */
export function didYouMean(misunderstood: string, meant: string): Message {
  const needsNumber = isOneOf(NUMBER_COMMANDS, meant);
  const example = needsNumber ? `${meant} 12${meant === "reading" ? " 34.5" : ""}` : meant;
  return message(
    paragraph(
      [notUnderstood(misunderstood)],
      [bold(`Did you mean /bet ${meant === "search" ? "search words" : example}?`)],
      needsNumber && ["Put the bet's number in place of 12. /bet list shows which are open."],
      [
        "If this is the title of a bet, type just /bet and write it into the form. /bet help shows all commands.",
      ],
    ),
  );
}

/** `/bet undo` */
export const undoHelp = (number = 12): Message =>
  message(
    paragraph(
      [
        bold(
          "Undo is a button in the answer that you alone see after placing a bet. It works for ten minutes.",
        ),
      ],
      [
        `Later, /bet delete ${number} deletes the bet while nobody has voted on it or taken a reading. Afterwards, /bet stop ${number} ends it early.`,
      ],
    ),
  );
