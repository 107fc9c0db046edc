import type { Delivery } from "#domain/deliveries/delivery.ts";
import { err, type Result } from "#domain/result.ts";
import type { Deps } from "#usecases/deps.ts";
import { type BetFacts, findBet } from "./find-bet.ts";

export type NoThreadOfBet = { readonly kind: "no-thread-of-a-bet" };

/** The bet of a thread whose root is a retro, a card, a verdict or a review prompt. */
export async function findBetOfThread(
  deps: Deps,
  input: { workspace: string; channel: string; ts: string },
): Promise<Result<BetFacts, NoThreadOfBet>> {
  const { workspace, channel, ts } = input;
  const root = await deps.store.deliveries.findByMessage(workspace, channel, ts);
  const bet = root && (await betOf(deps, root));
  const facts = bet === undefined ? undefined : await findBet(deps, { workspace, bet });
  return facts?.ok ? facts : err({ kind: "no-thread-of-a-bet" });
}

async function betOf({ store }: Deps, { workspace, kind, subject }: Delivery): Promise<string | undefined> {
  if (kind === "retro") return (await store.retros.find(workspace, subject))?.bet;
  if (kind === "card" || kind === "review-prompt") return subject;
  return kind === "verdict" ? subject.split("/")[0] : undefined;
}
