import { helpMessage, type Usage } from "#slack/help.ts";
import type { Message } from "#slack/blocks.ts";

const USAGE: Usage = [
  ["/outcomes", "our week as it stands now, for you alone, with a button to post it"],
  ["/outcomes goals", "our objectives and key results"],
  ["/outcomes learnings words", "what we learned, all of it or with these words"],
  ["/outcomes steps", "our next steps, to mark as done or to drop"],
  ["/outcomes settings", "name, time zone, digest, anonymity"],
];

export const outcomesHelp = (misunderstood?: string): Message =>
  helpMessage("/outcomes", USAGE, "/bet help shows how bets are placed, read and settled.", misunderstood);
