import { isolateRightToLeft } from "#slack/kit/text.ts";
import type { CommandRequest } from "#slack/surfaces/replies/command-request.ts";
import { reply, replyRefusal, replyWithLines } from "#slack/surfaces/replies/reply.ts";
import { findBetNumbered } from "#usecases/bets/find-bet.ts";
import { shipBet } from "#usecases/bets/ship-bet.ts";
import { readShipDay } from "./ship-day.ts";
import { shippedMessage } from "./shipped-message.ts";

/** `/bet ship 12`, `/bet ship 12 3 Nov`: records the day, or corrects it. */
export async function shipFromCommand(
  { deps, respond, team, today, admission }: CommandRequest,
  typed: { readonly number: number; readonly day: string },
): Promise<void> {
  const { workspace } = team;
  const bet = await findBetNumbered(deps, { workspace, team: team.id, number: typed.number });
  if (!bet.ok) return replyRefusal(respond, bet.error);
  const admitted = await admission;
  if (!admitted.ok) return replyRefusal(respond, admitted.error);
  const on = typed.day === "" ? undefined : readShipDay(typed.day, today);
  if (typed.day !== "" && !on)
    return replyWithLines(
      respond,
      `“${isolateRightToLeft(typed.day)}” isn't a day we can read. Nothing was changed. Write it such as 3 Nov.`,
    );
  const shipped = await shipBet(deps, { workspace, bet: bet.value.id, ...(on && { on }) });
  if (!shipped.ok) return replyRefusal(respond, shipped.error);
  await reply(respond, shippedMessage(shipped.value));
  return deps.outbox.deliver();
}
