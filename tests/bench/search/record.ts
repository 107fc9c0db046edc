import Database from "better-sqlite3";
import { openDatabase } from "#store/database/database.ts";
import type { Team } from "#domain/teams/team.ts";
import { addTeam } from "#tests/support/ledger.ts";
import { storeIn } from "#store/store.ts";

/** Seeded pseudo-random numbers, so that every run has the same data. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const METRICS =
  "activation,retention,churn,signups,revenue,conversion,invites,weekly active teams,time to value,support tickets";
const WORDS =
  "onboarding checklist banner pricing email invite tour search import export report template dashboard mobile login upgrade trial billing reminder editor";
const SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu za".split(" ");

/** Some words are in every twentieth text, most in only a few, as in natural language. */
const words = [
  ...WORDS.split(" "),
  ...SYLLABLES.flatMap((a) => SYLLABLES.flatMap((b) => SYLLABLES.map((c) => `${a}${b}${c}`))),
];

/** Generates the texts of the record and the queries for them. */
export function writer(seed: number) {
  const random = seededRandom(seed);
  const word = () => words[Math.floor(words.length ** random()) - 1] ?? "tour";
  const text = (count: number) => Array.from({ length: count }, word).join(" ");
  const metric = () => METRICS.split(",")[Math.floor(random() * 10)] ?? "churn";
  return { text, metric };
}

const TEAMS = 200;

/** Writes a database file with `bets` bets of 200 teams, and a learning for every fifth bet. */
export async function writeRecord(path: string, bets: number): Promise<{ teams: Team[] }> {
  const database = await openDatabase({ kind: "file", path });
  const store = storeIn(database, new Uint8Array(32));
  const teams: Team[] = [];
  await store.transaction(async (tx) => {
    for (let n = 1; n <= TEAMS; n += 1) teams.push(await addTeam({ ...store, ...tx }, `C${n}`, `Team ${n}`));
  });
  await database.destroy();

  const { text, metric } = writer(1);
  const file = new Database(path);
  const bet = file.prepare(
    `insert into bets (workspace, id, team, number, title, belief, metric, unit, baseline, target, review_on, chosen,
       placed_at, prompts, state, round) values
       (?, ?, ?, ?, ?, ?, ?, '%', 32, 40, '2026-12-01', 'we-chose', '2026-10-01T09:00:00.000Z', 0, 'open', 0)`,
  );
  const learning = file.prepare(
    `insert into learnings (workspace, id, team, bet, text, votes, added_at)
       values (?, ?, ?, ?, ?, 0, '2026-10-01T09:00:00.000Z')`,
  );
  file.exec("begin");
  for (let n = 0; n < bets; n += 1) {
    const team = teams[n % TEAMS];
    if (!team) continue;
    bet.run(team.workspace, `b${n}`, team.id, Math.floor(n / TEAMS) + 1, text(4), text(20), metric());
    if (n % 5 === 0) learning.run(team.workspace, `l${n}`, team.id, `b${n}`, text(12));
  }
  file.exec("commit");
  file.close();
  return { teams };
}
