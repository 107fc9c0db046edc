import { finaliseVerdict } from "./finalise-verdict.ts";
import type { Deps } from "#usecases/deps.ts";
import { runEach } from "#usecases/run-each.ts";

/** Finalises the verdicts that nobody disputed for a day. */
export async function finaliseDueVerdicts({ store, now }: Deps): Promise<void> {
  const at = now();
  await runEach(await store.bets.withVerdictDue(at), (bet) =>
    store.transaction((tx) => finaliseVerdict(tx, bet, at)),
  );
}
