import { keys } from "#domain/deliveries/delivery.ts";
import {
  type BetRecord,
  firstDifference,
  type ImportedBet,
  type TeamRecord,
} from "#domain/exports/records.ts";
import type { Ledger } from "#store/store.ts";
import { openParticipants } from "#usecases/retros/participants.ts";
import type { Located, Tally } from "./import-tally.ts";

const BETS_PER_BATCH = 200;

export type BetBatch = {
  readonly add: (bet: Located<ImportedBet>) => Promise<void>;
  /** After the team's last bet. */
  readonly end: () => Promise<void>;
};

/** A team's bets, checked and added some at a time. */
export function betBatch(tx: Ledger, team: TeamRecord, tally: Tally): BetBatch {
  const { workspace, id: teamId } = team;
  let batch = new Map<string, Located<ImportedBet>>();
  let keyResults: ReadonlySet<string> | undefined;
  /** The lines of bets that build on a learning, which may come later. */
  const citing = new Map<string, number>();

  async function flush(): Promise<void> {
    const bets = [...batch.values()];
    batch = new Map();
    if (bets.length === 0) return;
    const there = await tx.records.bets(
      workspace,
      bets.map(({ record }) => record.id),
    );
    const added: Located<ImportedBet>[] = [];
    for (const bet of bets) {
      const found = there.get(bet.record.id);
      if (found) compare(bet, found);
      else added.push(bet);
    }
    keyResults ??= new Set(
      (await tx.records.objectives(workspace, teamId)).flatMap((one) => one.keyResults.map(({ id }) => id)),
    );
    if (await isRefused(added, keyResults)) return;
    if (tally.problems.length > 0) return added.forEach(() => tally.added("bet"));
    const records = await numbered(added.map(({ record }) => record));
    await tx.records.addBets(workspace, teamId, records);
    for (const record of records) await openPolls(tx, team, record);
    records.forEach(() => tally.added("bet"));
  }

  function compare(
    { line, record }: Located<ImportedBet>,
    found: { readonly team: string; readonly record: BetRecord },
  ): void {
    if (found.team !== teamId) return tally.different("bet", { line, field: "team" });
    // Another tool's bet was imported before. Since then the record here is the one that counts.
    const difference = record.number === undefined ? undefined : firstDifference(found.record, record);
    if (difference === undefined) tally.same("bet");
    else tally.different("bet", { line, field: difference });
  }

  /** Reports what the new bets claim that is not so. */
  async function isRefused(
    bets: readonly Located<ImportedBet>[],
    known: ReadonlySet<string>,
  ): Promise<boolean> {
    const before = tally.problems.length;
    for (const { line, record } of bets)
      if (record.keyResult !== undefined && !known.has(record.keyResult))
        tally.problem({ line, field: "keyResult", kind: "key-result-not-found" });

    const numbers = bets.flatMap(({ record }) => record.number ?? []);
    const takenNumbers = new Set(await tx.records.numbersTaken(workspace, teamId, numbers));
    for (const { line, record } of bets) {
      if (record.number === undefined) continue;
      if (takenNumbers.has(record.number)) tally.problem({ line, field: "number", kind: "number-taken" });
      takenNumbers.add(record.number);
    }

    for (const [table, property] of CHILDREN) {
      const ids = bets.flatMap(({ record }) => record[property].map(({ id }) => id));
      const taken = new Set(await tx.records.taken(table, workspace, ids));
      for (const { line, record } of bets)
        for (const [index, { id }] of record[property].entries()) {
          if (taken.has(id)) tally.problem({ line, field: `${property}[${index}].id`, kind: "id-taken" });
          taken.add(id);
        }
    }
    const retros = bets.flatMap(({ record }) => record.retro?.id ?? []);
    const takenRetros = new Set(await tx.records.taken("retros", workspace, retros));
    for (const { line, record } of bets) {
      if (!record.retro) continue;
      if (takenRetros.has(record.retro.id)) tally.problem({ line, field: "retro.id", kind: "id-taken" });
      takenRetros.add(record.retro.id);
    }
    return tally.problems.length > before;
  }

  /** Bets of another tool take the team's next numbers. */
  async function numbered(bets: readonly ImportedBet[]): Promise<BetRecord[]> {
    const unnumbered = bets.filter(({ number }) => number === undefined).length;
    const last = Math.max(0, ...bets.map(({ number }) => number ?? 0));
    if (last > 0) await tx.records.raiseNextBetNumber(workspace, teamId, last + 1);
    let next = unnumbered > 0 ? await tx.records.takeBetNumbers(workspace, teamId, unnumbered) : 0;
    return bets.map((bet) => {
      const number = bet.number ?? next;
      if (bet.number === undefined) next += 1;
      return { ...bet, number };
    });
  }

  return {
    async add(bet) {
      // The same id again is compared with what is there by then.
      if (batch.has(bet.record.id)) await flush();
      if (bet.record.cites !== undefined) citing.set(bet.record.id, bet.line);
      batch.set(bet.record.id, bet);
      if (batch.size >= BETS_PER_BATCH) await flush();
    },

    async end() {
      await flush();
      if (citing.size === 0) return;
      for (const id of await tx.records.foreignCitations(workspace, teamId)) {
        const line = citing.get(id);
        if (line !== undefined) tally.problem({ line, field: "cites", kind: "learning-of-another-team" });
      }
    },
  };
}

const CHILDREN = [
  ["readings", "readings"],
  ["learnings", "learnings"],
  ["next_steps", "nextSteps"],
] as const;

/** What takes votes takes them anew: those given before stayed behind. */
async function openPolls(tx: Ledger, team: TeamRecord, bet: BetRecord): Promise<void> {
  const { workspace, anonymityThreshold } = team;
  if (bet.confidence === undefined && bet.confidenceClosesAt !== undefined)
    await tx.ballots.open(workspace, keys.confidence(bet.id), anonymityThreshold);
  if (bet.state === "provisional") await tx.ballots.open(workspace, keys.verdict(bet.id, bet.round));
  const { retro } = bet;
  if (!retro || retro.closedAt !== undefined) return;
  if (retro.decision === undefined)
    await tx.ballots.open(workspace, keys.retroDecision(retro.id), anonymityThreshold);
  await openParticipants(tx, { workspace, id: retro.id });
}
