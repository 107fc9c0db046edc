import type { Kysely } from "kysely";
import { ballots } from "./polls/ballots.ts";
import { bets } from "./bets/bets.ts";
import { deliveries } from "./deliveries/deliveries.ts";
import type { Gap } from "./deliveries/delivery-outcomes.ts";
import { disputes } from "./verdicts/disputes.ts";
import { search } from "./search/search.ts";
import { goals } from "./goals/goals.ts";
import { participation } from "./participation/participation.ts";
import { learnings } from "./learnings/learnings.ts";
import { runState } from "./database/run-state.ts";
import { nextSteps } from "./next-steps/next-steps.ts";
import { pulses } from "./pulses/pulses.ts";
import { nudges } from "./nudges/nudges.ts";
import { readings } from "./readings/readings.ts";
import { requests } from "./requests/requests.ts";
import { purgeDeleted } from "./database/purge-deleted.ts";
import { preMortems } from "./pre-mortems/pre-mortems.ts";
import { erasingTeams } from "./teams/erase-team.ts";
import { retros } from "./retros/retros.ts";
import { type DatabaseAddress, openDatabase } from "./database/database.ts";
import type { Tables } from "./database/tables.ts";
import { sealedTexts } from "./polls/sealed-texts.ts";
import { type Seal, sealWith } from "./polls/seal.ts";
import { rollups } from "./rollups/rollups.ts";
import { teams } from "./teams/teams.ts";
import { channelRetries } from "./channels/channel-retries.ts";
import { databaseErrorWords } from "./database/database-errors.ts";

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
  nudges: nudges(db),
  participation: participation(db),
  rollups: rollups(db),
  deliveries: deliveries(db, gap),
  requests: requests(db),
  eraseTeam: erasingTeams(db, onDestroyed),
  channelRetries: channelRetries(db),
  runState: runState(db),
});

/** Everything on record. Every function takes the workspace, but for those that the scheduler asks for what is due. */
export type Ledger = ReturnType<typeof ledger>;

export type Store = Ledger & {
  /** Runs all of it or none. Await nothing but `tx` inside: on SQLite's one connection the outer handle would wait for ever. */
  readonly transaction: <Value>(run: (tx: Ledger) => Promise<Value>) => Promise<Value>;
  /** What whoever runs Ourcome has to mend, when a fault is the database's own. */
  readonly databaseErrorWords: (fault: unknown) => string | undefined;
  /** The same, but the messages it enqueues may be in their channel already, and are looked for first. */
  readonly afterGap: (gap: Gap) => Store;
};

export function storeIn(db: Kysely<Tables>, secret: Uint8Array): Store {
  const seal = sealWith(secret);
  // A process that was killed may have left a log behind.
  let remains = true;
  const onDestroyed = () => {
    remains = true;
  };
  const opened = (gap?: Gap): Store => ({
    ...ledger(db, seal, onDestroyed, gap),
    databaseErrorWords,
    async transaction(run) {
      const value = await db.transaction().execute((tx) => run(ledger(tx, seal, onDestroyed, gap)));
      if (remains) remains = !(await purgeDeleted(db));
      return value;
    },
    afterGap: opened,
  });
  return opened();
}

export type OpenStore = { readonly store: Store; readonly close: () => Promise<void> };

/** Opens the database, with its schema up to date. `secret`: 32 bytes, with which open votes are sealed. */
export async function openStore(address: DatabaseAddress, secret: Uint8Array): Promise<OpenStore> {
  const db = await openDatabase(address);
  return { store: storeIn(db, secret), close: () => db.destroy() };
}
