import { replyWithAck, replyWithLines } from "#slack/surfaces/replies/reply.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import type { OnCommand } from "#slack/surfaces/handler.ts";
import { type CommandRequest, requestFrom } from "#slack/surfaces/replies/command-request.ts";
import { unescape } from "#slack/kit/text.ts";
import { type BetCommand, readBetCommand } from "./bet-command.ts";
import { betHelp } from "./bet-help.ts";
import { showBets, showFoundBets } from "./show-bets.ts";
import { openAmendForm, openReadingForm, openSettleForm, showCard } from "./numbered-bet.ts";
import { openPlaceForm, tooLongForABet } from "./place-form.ts";
import { takeTypedReading } from "#slack/surfaces/readings/typed-reading.ts";

/** `/bet` in all its forms. In a channel that is no team yet, each of them offers to set it up. */
export function onBetCommand(deps: SurfaceDeps): OnCommand {
  return async (args) => {
    const asked = readBetCommand(unescape(args.command.text));
    if (asked.kind === "help") return replyWithAck(args.ack, betHelp(asked.misunderstood));
    await args.ack();
    const sentence = asked.kind === "form" ? asked.sentence : undefined;
    const tooLong = sentence && tooLongForABet(sentence);
    if (tooLong)
      return replyWithLines(args.respond, `${tooLong} Here is what was typed, to shorten:`, sentence);
    const request = await requestFrom(deps, args, sentence);
    if (request) await answerTo(request, asked);
  };
}

function answerTo(request: CommandRequest, asked: Exclude<BetCommand, { kind: "help" }>): Promise<void> {
  switch (asked.kind) {
    case "form":
      return openPlaceForm(request, asked.sentence);
    case "card":
      return showCard(request, asked.number);
    case "reading":
      return asked.value === "" ? openReadingForm(request, asked.number) : takeTypedReading(request, asked);
    case "settle":
      return openSettleForm(request, asked.number, "reading");
    case "stop":
      return openSettleForm(request, asked.number, "stopped-early");
    case "amend":
      return openAmendForm(request, asked.number);
    case "list":
      return showBets(request, asked.which);
    case "search":
      return showFoundBets(request, asked.words);
  }
}
