import type { Kysely } from "kysely";
import { ballots } from "./polls/ballots.ts";
import { bets } from "./bets/bets.ts";
import { deliveries } from "./deliveries/deliveries.ts";
import type { Gap } from "./deliveries/delivery-outcomes.ts";
import { disputes } from "./verdicts/disputes.ts";
import { search } from "./search/search.ts";
import { digests } from "./digests/digests.ts";
import { goals } from "./goals/goals.ts";
import { participation } from "./participation/participation.ts";
import { learnings } from "./learnings/learnings.ts";
import { runState } from "./database/run-state.ts";
import { nextSteps } from "./next-steps/next-steps.ts";
import { pulses } from "./pulses/pulses.ts";
import { nudges } from "./nudges/nudges.ts";
import { readings } from "./readings/readings.ts";
import { idempotencyKeys } from "./requests/idempotency-keys.ts";
import { requests } from "./requests/requests.ts";
import { recordReader } from "./exports/read-records.ts";
import { recordWriter } from "./exports/write-records.ts";
import { purgeDeleted } from "./database/purge-deleted.ts";
import { preMortems } from "./pre-mortems/pre-mortems.ts";
import { teamEraser } from "./teams/erase-team.ts";
import { workspaceEraser } from "./teams/erase-workspace.ts";
import { recordCounts } from "./teams/record-counts.ts";
import { retros } from "./retros/retros.ts";
import { type DatabaseAddress, openDatabase } from "./database/database.ts";
import { openBesideServer, openForReading } from "./database/read-only.ts";
import type { Tables } from "./database/tables.ts";
import { sealedTexts } from "./polls/sealed-texts.ts";
import { sourceUses } from "./sources/source-uses.ts";
import { type Seal, sealWith } from "./polls/seal.ts";
import { rollups } from "./rollups/rollups.ts";
import { teams } from "./teams/teams.ts";
import { tokens } from "./tokens/tokens.ts";
import { channelRetries } from "./channels/channel-retries.ts";
import { databaseErrorMessage } from "./database/database-errors.ts";
import { withRetries } from "./database/retries.ts";

const ledger = (db: Kysely<Tables>, seal: Seal, onDestroyed: () => void, gap?: Gap) => ({
  teams: teams(db),
  goals: goals(db),
  bets: bets(db),
  readings: readings(db),
  disputes: disputes(db),
  ballots: ballots(db, seal, onDestroyed),
  sealedTexts: sealedTexts(db, seal, onDestroyed),
  retros: retros(db),
  preMortems: preMortems(db),
  learnings: learnings(db),
  search: search(db),
  nextSteps: nextSteps(db),
  pulses: pulses(db, onDestroyed),
  digests: digests(db),
  nudges: nudges(db),
  participation: participation(db),
  rollups: rollups(db),
  sourceUses: sourceUses(db),
  deliveries: deliveries(db, gap),
  requests: requests(db),
  idempotencyKeys: idempotencyKeys(db),
  eraseTeam: teamEraser(db, onDestroyed),
  eraseRest: workspaceEraser(db, onDestroyed),
  countRecords: recordCounts(db),
  channelRetries: channelRetries(db),
  runState: runState(db),
  tokens: tokens(db),
  records: { ...recordReader(db), ...recordWriter(db) },
});

/** Everything on record. Functions take the workspace, except those for jobs, startup and monitoring. */
export type Ledger = ReturnType<typeof ledger>;

export type Store = Ledger & {
  /** All or nothing, and run again from its start if it collides with another. Await only `tx` inside: SQLite has one connection, so using the outer store would deadlock. */
  readonly transaction: <Value>(run: (tx: Ledger) => Promise<Value>) => Promise<Value>;
  /** What the operator has to fix, if the fault is the database's. */
  readonly databaseErrorMessage: (fault: unknown) => string | undefined;
  /** The same store, but messages enqueued through it may already be in their channel and are looked up first. */
  readonly afterGap: (gap: Gap) => Store;
};

export const storeIn = (db: Kysely<Tables>, secret: Uint8Array): Store => storeWith(db, sealWith(secret));

function storeWith(db: Kysely<Tables>, seal: Seal): Store {
  // A process that was killed may have left deleted rows in the write-ahead log.
  let purgePending = true;
  const onDestroyed = () => {
    purgePending = true;
  };
  const withGap = (gap?: Gap): Store => ({
    ...ledger(db, seal, onDestroyed, gap),
    databaseErrorMessage: databaseErrorMessage,
    async transaction(run) {
      const value = await withRetries(() =>
        db.transaction().execute((tx) => run(ledger(tx, seal, onDestroyed, gap))),
      );
      if (purgePending) purgePending = !(await purgeDeleted(db));
      return value;
    },
    afterGap: withGap,
  });
  return withGap();
}

export type OpenStore = { readonly store: Store; readonly close: () => Promise<void> };

/** Opens the database and migrates its schema. `secret`: 32 bytes, which seal the keys of open polls. */
export async function openStore(address: DatabaseAddress, secret: Uint8Array): Promise<OpenStore> {
  const db = await openDatabase(address);
  return { store: storeIn(db, secret), close: () => db.destroy() };
}

/**
 * Opens the database for reading, as it is at this moment, beside a server that uses it. Changes no schema, and opens
 * nothing that is sealed.
 */
export async function openStoreForReading(address: DatabaseAddress): Promise<OpenStore> {
  const db = await openForReading(address);
  return { store: storeWith(db, NO_SEAL), close: () => db.destroy() };
}

/**
 * Opens the database for a command that writes beside a server that uses it. Changes no schema, and seals nothing.
 * `purge` purges the bytes of what was deleted: false if another program is in the way, to be tried again.
 */
export async function openStoreBesideServer(
  address: DatabaseAddress,
): Promise<OpenStore & { readonly purge: () => Promise<boolean> }> {
  const db = await openBesideServer(address);
  return { store: storeWith(db, NO_SEAL), close: () => db.destroy(), purge: () => purgeDeleted(db) };
}

const refuseToSeal = (): never => {
  throw new Error("A store that was opened without the secret can't seal or unseal.");
};
const NO_SEAL: Seal = { seal: refuseToSeal, unseal: refuseToSeal };
