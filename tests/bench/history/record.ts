import Database from "better-sqlite3";
import type { Team } from "#domain/teams/team.ts";
import { openStore } from "#store/store.ts";
import { addTeam } from "#tests/support/ledger.ts";

/** Open bets, the same number for every length of history. */
const OPEN_BETS = 8;
/** A busy team settles two bets a week. The last ten are the same for every length; the rest are half a year older. */
const DAYS_BETWEEN = 3.5;
const RECENT = 10;
const OLDER_BY_DAYS = 200;
const MS_PER_DAY = 86_400_000;

export const NOW = Temporal.Instant.from("2026-12-11T15:00:00Z");

/** Writes a team with `settled` settled bets, a retro for each, a learning for every third, and its open bets. */
export async function writeHistory(path: string, settled: number): Promise<Team> {
  const { store, close } = await openStore({ kind: "file", path }, new Uint8Array(32));
  const team = await addTeam(store, "C1", "Growth");
  await store.goals.saveObjective(
    {
      id: "objective",
      workspace: team.workspace,
      team: team.id,
      title: "Double weekly active teams",
      from: Temporal.PlainDate.from("2026-10-01"),
      until: Temporal.PlainDate.from("2026-12-31"),
      state: "open",
    },
    NOW,
  );
  await store.goals.saveKeyResult(
    {
      id: "key-result",
      workspace: team.workspace,
      objective: "objective",
      metric: "activation",
      unit: "%",
      baseline: 30,
      target: 50,
      current: 38,
    },
    NOW,
  );
  await close();

  const file = new Database(path);
  const at = (days: number) => new Date(NOW.epochMilliseconds - days * MS_PER_DAY).toISOString();
  const bet = file.prepare(
    `insert into bets (workspace, id, team, number, title, belief, metric, unit, baseline, target, review_on, chosen,
       dependency, key_result, cites, placed_at, prompts, state, round, verdict, final_value, final_taken_on,
       final_evidence, settled_at, terms_frozen, confidence, confidence_median, confidence_lowest, confidence_highest,
       confidence_answered)
     values (@workspace, @id, @team, @number, @title, 'We believe it helps', 'activation', '%', 32, 40, @review, @chosen,
       @dependency, @keyResult, @cites, @placed, 1, @state, @round, @verdict, @value, @taken, @evidence, @settled, 1,
       @confidence, @median, @lowest, @highest, @answered)`,
  );
  const retro = file.prepare(
    `insert into retros (workspace, id, team, bet, opened_at, closed_at, decision, decision_again, decision_not_again)
     values (?, ?, ?, ?, ?, ?, 'split', 4, 1)`,
  );
  const theme = file.prepare("insert into retro_themes (workspace, retro, theme, votes) values (?, ?, ?, ?)");
  const learning = file.prepare(
    "insert into learnings (workspace, id, team, bet, text, votes, added_at) values (?, ?, ?, ?, ?, ?, ?)",
  );
  const { workspace, id } = team;
  file.exec("begin");
  for (let n = 1; n <= settled + OPEN_BETS; n += 1) {
    const isOpen = n > settled;
    const newerBets = settled - n;
    const age = isOpen ? 3 : (newerBets + 0.5) * DAYS_BETWEEN + (newerBets < RECENT ? 0 : OLDER_BY_DAYS);
    const value = [41, 37, 33, 31][n % 4] ?? 33;
    bet.run({
      workspace,
      id: `bet-${n}`,
      team: id,
      number: n,
      title: `Checklist ${n}`,
      review: isOpen ? "2027-01-15" : at(age).slice(0, 10),
      chosen: n % 3 === 0 ? "decided-for-us" : "we-chose",
      dependency: n % 5 === 0 ? "technical" : null,
      keyResult: isOpen || settled - n < 5 ? "key-result" : null,
      cites: n % 10 === 0 && n > 10 ? `learning-${n - 1 - ((n - 1) % 3)}` : null,
      placed: at(age + 40),
      state: isOpen ? "open" : "final",
      round: isOpen ? 0 : 1,
      verdict: isOpen ? null : (["hit", "part-way", "missed", "backfired"][n % 4] ?? null),
      value: isOpen ? null : value,
      taken: isOpen ? null : at(age).slice(0, 10),
      evidence: isOpen ? null : "before-after",
      settled: isOpen ? null : at(age),
      confidence: "given",
      median: [10, 30, 50, 70, 90][n % 5] ?? 50,
      lowest: 10,
      highest: 90,
      answered: 5,
    });
    if (isOpen) continue;
    retro.run(workspace, `bet-${n}`, id, `bet-${n}`, at(age), at(Math.max(0, age - 2)));
    theme.run(workspace, `bet-${n}`, n % 6 === 0 ? "waiting" : "solution", 3);
    if (n % 3 === 0)
      learning.run(workspace, `learning-${n}`, id, `bet-${n}`, `We learned ${n}`, n % 7, at(age));
  }
  file.exec("commit");
  file.close();
  return team;
}
