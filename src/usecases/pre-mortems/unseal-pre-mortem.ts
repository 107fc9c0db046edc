import { keys } from "#domain/deliveries/delivery.ts";
import { type PreMortem, reasonPages } from "#domain/pre-mortems/pre-mortem.ts";
import type { Retro } from "#domain/retros/retro.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Ledger } from "#store/store.ts";
import { eligibleVoters, hasWaitedLongEnough, type PollDeps } from "#usecases/polls/electorate.ts";
import { poolPreMortem } from "./pool-pre-mortem.ts";
import { retryUntilReadable } from "#usecases/channels/retry-until-readable.ts";
import { runEach } from "#usecases/run-each.ts";
import { threadOfRetro } from "#usecases/deliveries/thread-of-bet.ts";

/**
 * Unseals a bet's pre-mortem once its retro is open: the texts of people who are still eligible are shuffled and shown,
 * or pooled if there are too few writers. Destroys key and ballots. False if it can't be unsealed yet or already was.
 */
export async function unsealPreMortem(
  deps: PollDeps,
  input: { workspace: string; bet: string },
): Promise<boolean> {
  const { store, now } = deps;
  const retro = await store.retros.ofBet(input.workspace, input.bet);
  const team = retro && (await store.teams.find(retro.workspace, retro.team));
  if (!team || retro.preMortem !== "sealed") return false;

  // Asks Slack outside the transaction, which may only await its own queries. Nobody can write meanwhile.
  const at = now();
  const eligible = await eligibleVoters(deps, team, keys.preMortem(retro.bet));
  if (!eligible && !hasWaitedLongEnough(retro.openedAt, at)) return false;
  return store.transaction((tx) => unseal(tx, retro, team, eligible, at));
}

/** Unseals those of every workspace. One with an unreadable channel waits without blocking the others. */
export async function unsealDuePreMortems(deps: PollDeps): Promise<void> {
  await runEach(await deps.store.retros.withPreMortemSealed(), ({ workspace, team, bet }) =>
    retryUntilReadable(deps, { workspace, team, subject: keys.preMortem(bet) }, () =>
      unsealPreMortem(deps, { workspace, bet }),
    ),
  );
}

async function unseal(
  tx: Ledger,
  retro: Retro,
  team: Team,
  people: ReadonlySet<string> | undefined,
  at: Temporal.Instant,
): Promise<boolean> {
  const { workspace, id, bet } = retro;
  const poll = keys.preMortem(bet);
  const result = await unsealResult(tx, poll, team, people);
  if (!(await tx.retros.savePreMortem(workspace, id, "sealed", result))) return false;

  if (result === "shown")
    await tx.preMortems.addReasons(workspace, id, await tx.sealedTexts.allShuffled(workspace, poll, people));
  if (result === "too-few") {
    const texts = await poolPreMortem(tx, { team, poll, people: people ?? new Set(), at });
    if (texts) {
      await tx.retros.savePreMortem(workspace, id, "too-few", "pooled");
      await tx.preMortems.addReasons(workspace, id, texts);
    }
  }
  await tx.ballots.close(workspace, poll);
  await enqueueReasons(tx, retro, at);
  return true;
}

async function unsealResult(
  tx: Ledger,
  poll: string,
  { workspace, anonymityThreshold }: Team,
  people: ReadonlySet<string> | undefined,
): Promise<PreMortem> {
  if (!(await tx.ballots.isReadable(workspace, poll))) return "unreadable";
  if (!people) return "unread";
  const threshold = await tx.ballots.threshold(workspace, poll, anonymityThreshold);
  return people.size < threshold ? "too-few" : "shown";
}

async function enqueueReasons(
  tx: Ledger,
  { workspace, team, id, bet: betId }: Retro,
  dueAt: Temporal.Instant,
): Promise<void> {
  const bet = await tx.bets.find(workspace, betId);
  const threadOf = bet ? await threadOfRetro(tx, bet, { retro: id, dueAt }) : keys.card(betId);
  const pages = reasonPages(await tx.preMortems.reasons(workspace, id)).length;
  // Without any reasons, a single message says why.
  for (let page = 1; page <= Math.max(1, pages); page += 1)
    await tx.deliveries.enqueue({
      workspace,
      team,
      key: keys.retroPreMortem(id, page),
      kind: "pre-mortem",
      subject: `${id}/${page}`,
      threadOf,
      dueAt,
    });
}
