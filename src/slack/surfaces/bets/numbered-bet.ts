import type { Bet } from "#domain/bets/bet.ts";
import { replyRefusal } from "#slack/surfaces/replies/reply.ts";
import { answerAdmitted, type CommandRequest, openForm } from "#slack/surfaces/replies/command-request.ts";
import { checkDeletable } from "#usecases/bets/delete-bet.ts";
import { type BetFacts, findBet, findBetNumbered } from "#usecases/bets/find-bet.ts";
import { amendForm } from "#slack/surfaces/amendments/amend-form.ts";
import { answerWithDetails } from "./bet-card.ts";
import { deleteForm } from "./corrections/delete-form.ts";
import { editForm } from "./corrections/edit-form.ts";
import { openingReading } from "#slack/surfaces/readings/open-reading-form.ts";
import { type SettlementKind, settleForm } from "#slack/surfaces/verdicts/settle-form.ts";

/** Finds the team's bet with this number. Replies with the refusal if there is none. */
async function findNumberedBet(
  { deps, respond, team }: CommandRequest,
  number: number,
): Promise<Bet | undefined> {
  const bet = await findBetNumbered(deps, { workspace: team.workspace, team: team.id, number });
  if (bet.ok) return bet.value;
  await replyRefusal(respond, bet.error);
  return undefined;
}

async function findOpenBet(request: CommandRequest, number: number): Promise<Bet | undefined> {
  const bet = await findNumberedBet(request, number);
  if (!bet || bet.state.kind === "open") return bet;
  await replyRefusal(request.respond, { kind: "already-settled", number });
  return undefined;
}

async function findOpenBetFacts(request: CommandRequest, number: number): Promise<BetFacts | undefined> {
  const bet = await findOpenBet(request, number);
  const facts = bet && (await findBet(request.deps, { workspace: bet.workspace, bet: bet.id }));
  return facts?.ok ? facts.value : undefined;
}

/** `/bet 12` */
export async function showCard(request: CommandRequest, number: number): Promise<void> {
  const { deps } = request;
  const bet = await findNumberedBet(request, number);
  if (!bet) return;
  await answerAdmitted(request, async () => {
    const facts = await findBet(deps, { workspace: bet.workspace, bet: bet.id });
    if (!facts.ok) throw new Error("The bet was deleted while it was being read.");
    return answerWithDetails(facts.value, deps.now(), deps.sources.names());
  });
}

/** `/bet reading 12`, without a value */
export async function openReadingForm(request: CommandRequest, number: number): Promise<void> {
  const facts = await findOpenBetFacts(request, number);
  if (!facts) return;
  const { form, onOpened } = openingReading(request.deps, facts);
  await openForm(request, form, (opened) => onOpened(request.client, opened));
}

/** `/bet settle 12`, `/bet stop 12` */
export async function openSettleForm(
  request: CommandRequest,
  number: number,
  how: SettlementKind,
): Promise<void> {
  const facts = await findOpenBetFacts(request, number);
  if (facts) await openForm(request, settleForm(facts.bet, request.today, { how, use: facts.use }));
}

/** `/bet amend 12` */
export async function openAmendForm(request: CommandRequest, number: number): Promise<void> {
  const bet = await findOpenBet(request, number);
  if (bet) await openForm(request, amendForm(bet));
}

/** `/bet edit 12` */
export async function openEditForm(request: CommandRequest, number: number): Promise<void> {
  const bet = await findNumberedBet(request, number);
  if (!bet) return;
  if (bet.state.kind !== "open") return replyRefusal(request.respond, { kind: "words-fixed", number });
  await openForm(request, editForm(bet, request.deps.sources.names()));
}

/** `/bet delete 12` */
export async function openDeleteForm(request: CommandRequest, number: number): Promise<void> {
  const bet = await findNumberedBet(request, number);
  if (!bet) return;
  const deletable = await checkDeletable(request.deps, bet);
  if (!deletable.ok) return replyRefusal(request.respond, deletable.error);
  await openForm(request, deleteForm(bet));
}
