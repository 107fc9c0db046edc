import { firstDifference, type ImportRecord, type TeamRecord } from "#domain/exports/records.ts";
import { isNameOf } from "#domain/teams/team.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { Ledger } from "#store/store.ts";
import type { Deps } from "#usecases/deps.ts";
import { type BetBatch, betBatch } from "./import-bets.ts";
import { type ImportProblem, type ImportSummary, type Located, type Tally, tallyOf } from "./import-tally.ts";

export type ImportOptions = {
  /** The team that the records belong to, if they have none of their own. */
  readonly into?: TeamRecord | undefined;
  /** Import only the team with this name or channel. */
  readonly only?: string | undefined;
  /** Channels to use in place of the recorded ones, and a workspace in place of all. */
  readonly channels?: ReadonlyMap<string, string>;
  readonly workspace?: string | undefined;
  /** Checks everything, and saves nothing. */
  readonly dryRun?: boolean;
};

type Imported = Result<
  ImportSummary,
  { readonly problems: readonly ImportProblem[]; readonly summary: ImportSummary }
>;

/**
 * Adds the records that are not there yet, all or none of them. What is there already must be the same. Posts nothing: a
 * bet's card is posted with the first thing said about it here. Polls that are open take votes anew. `open` reads the
 * file from its start: a transaction that collides with another one is run again.
 */
export async function importRecords(
  { store }: Pick<Deps, "store">,
  open: () => AsyncIterable<Result<Located<ImportRecord>, ImportProblem>>,
  options: ImportOptions,
): Promise<Imported> {
  try {
    return await store.transaction(async (tx) => {
      const tally = tallyOf();
      await readAll(tx, open(), options, tally);
      const outcome: Imported =
        tally.problems.length > 0
          ? err({ problems: tally.problems, summary: tally.summary })
          : ok(tally.summary);
      if (options.dryRun || !outcome.ok) throw new RolledBack(outcome);
      return outcome;
    });
  } catch (fault) {
    if (fault instanceof RolledBack) return fault.outcome;
    throw fault;
  }
}

/** Ends the transaction without saving anything. */
class RolledBack extends Error {
  readonly outcome: Imported;

  constructor(outcome: Imported) {
    super("rolled back");
    this.outcome = outcome;
  }
}

async function readAll(
  tx: Ledger,
  source: AsyncIterable<Result<Located<ImportRecord>, ImportProblem>>,
  options: ImportOptions,
  tally: Tally,
): Promise<void> {
  let section: { readonly team: TeamRecord; readonly bets: BetBatch } | undefined = options.into && {
    team: options.into,
    bets: betBatch(tx, options.into, tally),
  };
  let isLeftOut = false;
  let isFound = false;
  for await (const read of source) {
    if (tally.isFull()) break;
    if (!read.ok) {
      tally.problem(read.error);
      continue;
    }
    const { line, record } = read.value;
    if (record.kind === "team") {
      await section?.bets.end();
      isLeftOut = !isMeant(record, options.only);
      isFound ||= !isLeftOut;
      const team = located(record, options);
      section = isLeftOut ? undefined : { team, bets: betBatch(tx, team, tally) };
      if (section) await addTeam(tx, { line, record: team }, tally);
    } else if (!isLeftOut) {
      if (section) await addRecord(tx, section, { line, record }, tally);
      else tally.problem({ line, field: "kind", kind: "no-team-yet" });
    }
  }
  await section?.bets.end();
  if (options.only !== undefined && !isFound)
    tally.problem({ line: 1, field: "team", kind: "team-not-in-file" });
}

const isMeant = (team: TeamRecord, only: string | undefined): boolean =>
  only === undefined || team.channel === only.trim() || isNameOf(team, only);

const located = (team: TeamRecord, { channels, workspace }: ImportOptions): TeamRecord => ({
  ...team,
  workspace: workspace ?? team.workspace,
  channel: channels?.get(team.channel) ?? team.channel,
});

async function addTeam(tx: Ledger, { line, record: team }: Located<TeamRecord>, tally: Tally): Promise<void> {
  const { workspace, id } = team;
  const there = await tx.records.team(workspace, id);
  if (there) {
    // These move on by themselves, so the later ones are kept.
    const { nextBetNumber: _, nextDigestAt: __, nextPulseFrom: ___, ...settings } = team;
    const difference = firstDifference({ ...there, ...settings }, there);
    if (difference !== undefined) return tally.different("team", { line, field: difference });
    await tx.records.raiseNextBetNumber(workspace, id, team.nextBetNumber);
    return tally.same("team");
  }
  if (await tx.teams.ofChannel(workspace, team.channel))
    return tally.problem({ line, field: "channel", kind: "channel-taken" });
  await tx.records.addTeam(team);
  tally.added("team");
}

async function addRecord(
  tx: Ledger,
  { team: { workspace, id: team }, bets }: { readonly team: TeamRecord; readonly bets: BetBatch },
  { line, record }: Located<Exclude<ImportRecord, TeamRecord>>,
  tally: Tally,
): Promise<void> {
  if (record.kind === "bet") return bets.add({ line, record });
  const table = record.kind === "objective" ? "objectives" : "pulses";
  if ((await tx.records.taken(table, workspace, [record.id])).length > 0) {
    const there = (await tx.records[table](workspace, team)).find(({ id }) => id === record.id);
    const difference = firstDifference(there ?? {}, record);
    return difference === undefined
      ? tally.same(record.kind)
      : tally.different(record.kind, { line, field: difference });
  }
  if (record.kind === "pulse") await tx.records.addPulse(workspace, team, record);
  else {
    const ids = record.keyResults.map(({ id }) => id);
    const taken = new Set(await tx.records.taken("key_results", workspace, ids));
    const index = ids.findIndex((id, at) => taken.has(id) || ids.indexOf(id) < at);
    if (index >= 0) return tally.problem({ line, field: `keyResults[${index}].id`, kind: "id-taken" });
    await tx.records.addObjective(workspace, team, record);
  }
  tally.added(record.kind);
}
