import { helpMessage, type CommandHelp } from "#slack/surfaces/replies/help-message.ts";
import type { Message } from "#slack/kit/blocks.ts";

const USAGE: CommandHelp["usage"] = [
  ["/outcomes", "what is new this week, for you alone; the numbers behind a button, another to post it"],
  [
    "/outcomes recap",
    "our quarter so far on one screen, or the whole of it; with 2026-Q4 or last behind it, another",
  ],
  ["/outcomes goals", "our objectives and key results"],
  ["/outcomes learnings", "what we learned; with words behind it, only what has them"],
  ["/outcomes steps", "our next steps, to mark as done, drop or restore"],
  ["/outcomes across", "all teams of this workspace in sum, from three teams on"],
  [
    "/outcomes settings",
    "name, time zone, digest and quiet weeks, anonymity, pulse, who chooses our bets; and to erase our record",
  ],
  ["/outcomes tokens", "tokens for programs that read or add to our record, and our reviews in a calendar"],
  ["/outcomes privacy", "what Ourcome knows, and what nobody can know"],
];

export const OUTCOMES_HELP: CommandHelp = {
  command: "/outcomes",
  usage: USAGE,
  more: "“Save as a learning” in the menu of a message in a bet's thread keeps what it says. /bet help shows how bets are placed, read and settled. Ourcome's Home tab has a button for all of it.",
};

export const outcomesHelp = (misunderstood?: string): Message => helpMessage([OUTCOMES_HELP], misunderstood);
