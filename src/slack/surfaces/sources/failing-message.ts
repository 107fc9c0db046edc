import type { DeliveryState } from "#domain/deliveries/delivery.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { isFailing } from "#domain/sources/source-use.ts";
import { bold, type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { formatDay } from "#slack/kit/dates.ts";
import type { BetFacts } from "#usecases/bets/find-bet.ts";
import { failureWords, remedyWords, sourceName } from "./source-words.ts";

/**
 * In the bet's thread, once a source has given no number for days. Half a line when it is over; nothing if it was over
 * before it was said.
 */
export function failingMessage(
  { bet, team, use }: BetFacts,
  now: Temporal.Instant,
  { key, state }: { readonly key: string; readonly state: DeliveryState },
): Message | undefined {
  const today = now.toZonedDateTimeISO(team.timeZone).toPlainDate();
  if (use && isFailing(use) && key === keys.sourceFailing(bet.id, use.failure.since))
    return message(
      paragraph([
        bold(`${sourceName(use)} has given no number since ${formatDay(use.failure.since, today)}.`),
        ` The last time, ${failureWords(use.failure)}. ${remedyWords(use.failure, `/bet edit ${bet.number}`)}`,
      ]),
    );
  if (state.kind !== "sent") return undefined;
  return message(
    paragraph([
      use
        ? `${sourceName(use)} ${use.proposal ? "gives its number again" : "gives the number from now on"}.`
        : bet.state.kind === "open"
          ? `We enter the readings of bet #${bet.number} ourselves.`
          : `Bet #${bet.number} is settled.`,
    ]),
  );
}
