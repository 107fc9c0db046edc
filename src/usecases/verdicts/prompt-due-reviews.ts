import { recordPrompt, currentReviewDate } from "#domain/bets/bet.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { cardOfBet } from "#usecases/deliveries/thread-of-bet.ts";
import type { Deps } from "#usecases/deps.ts";
import { runEach } from "#usecases/run-each.ts";

/** Asks for the final reading of bets whose review is due: in the channel, and three working days later in the thread. */
export async function promptDueReviews({ store, now }: Deps): Promise<void> {
  const at = now();
  await runEach(await store.bets.withPromptDue(at), (due) =>
    store.transaction(async (tx) => {
      const { workspace } = due;
      const bet = await tx.bets.find(workspace, due.id);
      const team = await tx.teams.find(workspace, due.team);
      const dueAt = bet?.review.nextPromptAt;
      if (!bet || !team || !dueAt || Temporal.Instant.compare(dueAt, at) > 0) return;
      const prompted = recordPrompt(bet, team.timeZone, at);
      if (!(await tx.bets.save(prompted, "open"))) return;
      const round = await tx.bets.rounds(workspace, bet.id);
      await tx.deliveries.enqueue({
        workspace,
        team: team.id,
        key: keys.reviewPrompt(bet.id, round, currentReviewDate(bet), prompted.review.prompts),
        kind: "review-prompt",
        subject: bet.id,
        threadOf: await cardOfBet(tx, bet, at),
        // The channel is asked once; its digest lists the bet from then on.
        ...(prompted.review.prompts === 1 && { alsoInChannel: true as const }),
        dueAt: at,
      });
      await tx.deliveries.markStale(workspace, keys.card(bet.id));
    }),
  );
}
