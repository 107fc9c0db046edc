import { finaliseVerdict } from "./finalise-verdict.ts";
import type { Deps } from "#usecases/deps.ts";

/** Finalises the verdicts that nobody disputed for a day. */
export async function finaliseDueVerdicts({ store, now }: Deps): Promise<void> {
  const at = now();
  for (const bet of await store.bets.withVerdictDue(at))
    await store.transaction((tx) => finaliseVerdict(tx, bet, at));
}
