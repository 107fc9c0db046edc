import type { Kysely } from "kysely";
import { ballots } from "./ballots.ts";
import { bets } from "./bets.ts";
import { deliveries } from "./deliveries.ts";
import type { Gap } from "./delivery-fates.ts";
import { disputes } from "./disputes.ts";
import { echoes } from "./echoes.ts";
import { goals } from "./goals.ts";
import { hands } from "./hands.ts";
import { learnings } from "./learnings.ts";
import { marks } from "./marks.ts";
import { nextSteps } from "./next-steps.ts";
import { pulses } from "./pulses.ts";
import { nudges } from "./nudges.ts";
import { readings } from "./readings.ts";
import { requests } from "./requests.ts";
import { eraseDeleted } from "./erase-deleted.ts";
import { preMortems } from "./pre-mortems.ts";
import { erasingTeams } from "./erase-team.ts";
import { retros } from "./retros.ts";
import type { Tables } from "./rows.ts";
import { sealedTexts } from "./sealed-texts.ts";
import { type Seal, sealWith } from "./seal.ts";
import { sums } from "./sums.ts";
import { teams } from "./teams.ts";
import { waits } from "./waits.ts";
import { troubleWords } from "./trouble.ts";

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
  echoes: echoes(db),
  nextSteps: nextSteps(db),
  pulses: pulses(db, onDestroyed),
  nudges: nudges(db),
  hands: hands(db),
  sums: sums(db),
  deliveries: deliveries(db, gap),
  requests: requests(db),
  eraseTeam: erasingTeams(db, onDestroyed),
  waits: waits(db),
  marks: marks(db),
});

/** Everything on record. Every function takes the workspace, but for those that the scheduler asks for what is due. */
export type Ledger = ReturnType<typeof ledger>;

export type Store = Ledger & {
  /** Runs all of it or none. Await nothing but `tx` inside: on SQLite's one connection the outer handle would wait for ever. */
  readonly transaction: <Value>(run: (tx: Ledger) => Promise<Value>) => Promise<Value>;
  /** What whoever runs Ourcome has to mend, when a fault is the database's own. */
  readonly troubleWords: (fault: unknown) => string | undefined;
  /** The same, but what is owed by it may be in its channel already, and is looked for first. */
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
    troubleWords,
    async transaction(run) {
      const value = await db.transaction().execute((tx) => run(ledger(tx, seal, onDestroyed, gap)));
      if (remains) remains = !(await eraseDeleted(db));
      return value;
    },
    afterGap: opened,
  });
  return opened();
}
