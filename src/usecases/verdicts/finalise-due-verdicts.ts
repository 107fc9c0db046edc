import { finaliseVerdict } from "./finalise-verdict.ts";
import type { Deps } from "#usecases/deps.ts";

/** Verdicts that nobody disputed for a day become final. */
export async function finaliseDueVerdicts({ store, now }: Deps): Promise<void> {
  const at = now();
  for (const bet of await store.bets.withVerdictDue(at))
    await store.transaction((tx) => finaliseVerdict(tx, bet, at));
}
