import { replyWithAck, replyWithLines } from "#slack/surfaces/replies/reply.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import type { OnCommand } from "#slack/surfaces/handler.ts";
import { type CommandRequest, requestFrom } from "#slack/surfaces/replies/command-request.ts";
import type { Message } from "#slack/kit/blocks.ts";
import { unescape } from "#slack/kit/text.ts";
import { type BetCommand, readBetCommand } from "./bet-command.ts";
import { betHelp, didYouMean, undoHelp } from "./bet-help.ts";
import { showBets, showSearchResults } from "./show-bets.ts";
import {
  openAmendForm,
  openDeleteForm,
  openEditForm,
  openReadingForm,
  openSettleForm,
  showCard,
} from "./numbered-bet.ts";
import { openPlaceForm, tooLongRefusal } from "./place-form.ts";
import { shipFromCommand } from "./shipping/ship-from-command.ts";
import { takeReadingFromCommand } from "#slack/surfaces/readings/reading-from-command.ts";

/** Handles `/bet`. In a channel without a team, it offers to set one up. */
export function onBetCommand(deps: SurfaceDeps): OnCommand {
  return async (args) => {
    const command = readBetCommand(unescape(args.command.text));
    if (command.kind === "help") return replyWithAck(args.ack, helpFor(command));
    if (command.kind === "undo") return replyWithAck(args.ack, undoHelp(command.number));
    await args.ack();
    const sentence = command.kind === "form" ? command.sentence : undefined;
    const tooLong = sentence && tooLongRefusal(sentence);
    if (tooLong)
      return replyWithLines(args.respond, `${tooLong} Here is what was typed, to shorten:`, sentence);
    const request = await requestFrom(deps, args, sentence);
    if (request) await run(request, command);
  };
}

const helpFor = ({ misunderstood, meant }: Extract<BetCommand, { kind: "help" }>): Message =>
  misunderstood !== undefined && meant !== undefined
    ? didYouMean(misunderstood, meant)
    : betHelp(misunderstood);

function run(
  request: CommandRequest,
  command: Exclude<BetCommand, { kind: "help" | "undo" }>,
): Promise<void> {
  switch (command.kind) {
    case "form":
      return openPlaceForm(request, command.sentence);
    case "card":
      return showCard(request, command.number);
    case "reading":
      return command.value === ""
        ? openReadingForm(request, command.number)
        : takeReadingFromCommand(request, command);
    case "ship":
      return shipFromCommand(request, command);
    case "settle":
      return openSettleForm(request, command.number, "reading");
    case "stop":
      return openSettleForm(request, command.number, "stopped-early");
    case "amend":
      return openAmendForm(request, command.number);
    case "edit":
      return openEditForm(request, command.number);
    case "delete":
      return openDeleteForm(request, command.number);
    case "list":
      return showBets(request, command.which);
    case "search":
      return showSearchResults(request, command.words);
  }
}
