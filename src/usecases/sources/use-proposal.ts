import type { Bet } from "#domain/bets/bet.ts";
import type { KeyResult } from "#domain/goals/goal.ts";
import type { Reading } from "#domain/readings/reading.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { type Measured, type Proposal, readingOf } from "#domain/sources/source-use.ts";
import type { Deps } from "#usecases/deps.ts";
import { findKeyResult } from "#usecases/goals/find-goal.ts";
import { recordKeyResult } from "#usecases/goals/record-key-result.ts";
import { takeReading } from "#usecases/readings/take-reading.ts";
import { settleBet } from "#usecases/verdicts/settle-bet.ts";

/** The number that somebody saw is not what the source says any more, or the source is not used any more. */
export type ProposalRefusal = { readonly kind: "proposal-replaced" };

/** Somebody confirms the number of a source that they saw. `note`: what the reading says of its origin. */
type Confirmed = {
  readonly workspace: string;
  readonly bet: string;
  readonly proposal: string;
  readonly note: string;
  readonly person: string;
};

async function findProposed(
  { store }: Deps,
  measured: Measured,
  id: string,
): Promise<Result<Proposal, ProposalRefusal>> {
  const proposal = (await store.sourceUses.find(measured))?.proposal;
  return proposal?.id === id ? ok(proposal) : err({ kind: "proposal-replaced" });
}

const findReading = async (
  deps: Deps,
  { workspace, bet, proposal, note }: Confirmed,
): Promise<Result<Reading, ProposalRefusal>> => {
  const found = await findProposed(deps, { workspace, kind: "bet", subject: bet }, proposal);
  return found.ok ? ok(readingOf(found.value, note)) : found;
};

/** Takes a source's number as a reading. Two people who confirm the same number take one reading. */
export async function takeProposedReading(
  deps: Deps,
  confirmed: Confirmed,
): Promise<Result<Bet, ProposalRefusal | Refusal<typeof takeReading>>> {
  const { workspace, bet, proposal: id, person } = confirmed;
  const reading = await findReading(deps, confirmed);
  return reading.ok ? takeReading(deps, { workspace, bet, reading: reading.value, id, person }) : reading;
}

/** Settles a bet with a source's number as its final reading. */
export async function settleWithProposed(
  deps: Deps,
  confirmed: Confirmed,
): Promise<Result<Bet, ProposalRefusal | Refusal<typeof settleBet>>> {
  const { workspace, bet, person } = confirmed;
  const reading = await findReading(deps, confirmed);
  if (!reading.ok) return reading;
  return settleBet(deps, { workspace, bet, settling: { kind: "reading", reading: reading.value }, person });
}

/** Records a source's number as a key result's current value. */
export async function recordProposedValue(
  deps: Deps,
  input: { readonly workspace: string; readonly keyResult: string; readonly proposal: string },
): Promise<Result<KeyResult, ProposalRefusal | Refusal<typeof recordKeyResult>>> {
  const { workspace, keyResult } = input;
  const proposed = await findProposed(
    deps,
    { workspace, kind: "key-result", subject: keyResult },
    input.proposal,
  );
  if (!proposed.ok) return proposed;
  const found = await findKeyResult(deps, { workspace, keyResult });
  if (!found.ok) return found;
  const objective = found.value.objective.id;
  return recordKeyResult(deps, { workspace, objective, keyResult, current: proposed.value.value });
}

/** What a use case may refuse. */
type Refusal<UseCase extends (...args: never[]) => Promise<Result<unknown, unknown>>> = Extract<
  Awaited<ReturnType<UseCase>>,
  { readonly ok: false }
>["error"];
