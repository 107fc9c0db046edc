import type { Store } from "#store/store.ts";
import { aRetro, day, final, instant, provisional } from "./facts.ts";
import { addBet, addLearning, addStep, addTeam } from "./ledger.ts";
import { teamWithAQuarter } from "./quarter.ts";

/** Two teams with something of everything that is exported, and of what must stay behind. */
export async function fillRichly(store: Store): Promise<void> {
  const { team, bet } = await teamWithAQuarter(store);
  const { workspace } = team;
  const at = instant("2026-11-12T11:00:00Z");
  for (let number = 1; number <= 12; number += 1) await store.teams.takeBetNumber(workspace, team.id);

  const open = await addBet(store, team, {
    number: 6,
    title: '=HYPERLINK("http://x") ünïcode 日本 \u2028 "quotes"',
    belief: "Zwei Zeilen\nund ein Tab\t, ein Komma",
    reviewOn: "2027-03-01",
    guardrail: "error rate",
    cites: "learning-People who skip set-",
    mandate: { chosen: "asked-and-agreed", dependency: "technical" },
    review: {
      prompts: 1,
      nextPromptAt: instant("2027-03-01T09:00:00Z"),
      halfwayAt: instant("2027-01-04T09:00:00Z"),
    },
    reviewAfterShipping: 42,
    shippedOn: day("2026-11-02"),
    confidence: { kind: "sealed", closesAt: instant("2026-12-31T09:00:00Z"), hasVotes: false },
  });
  await store.ballots.open(workspace, `confidence/${open.id}`, 3);
  await store.bets.freezeTerms(workspace, open.id, at);
  await store.ballots.cast(workspace, `confidence/${open.id}`, "U0ANA", "70");
  await store.readings.add(
    workspace,
    open.id,
    "reading-1",
    {
      value: 0.1 + 0.2,
      takenOn: day("2026-11-10"),
      evidence: "ab-test",
      significant: false,
      note: "https://example.com/a?b=c",
    },
    at,
  );
  await store.readings.add(
    workspace,
    open.id,
    "reading-0",
    { value: -1e-7, takenOn: day("2026-11-09"), evidence: "anecdote" },
    at,
  );
  await store.bets.amend(
    open,
    { terms: { ...open.terms, target: 45, reviewOn: day("2027-03-15") }, reason: "Slower than planned" },
    at,
  );
  const disputed = await addBet(store, team, { number: 7, ...provisional(35) });
  await store.disputes.add(workspace, disputed.id, 1, "Measured too early", at);
  await addStep(store, bet, { text: "Interview five people", state: "done", timesCarriedOver: 2 });

  await store.retros.add({
    ...aRetro(1),
    workspace,
    team: team.id,
    id: bet.id,
    bet: bet.id,
    closesAt: at,
    preMortem: "sealed",
  });
  await store.retros.savePreMortem(workspace, bet.id, "sealed", "shown");
  await store.preMortems.addReasons(workspace, bet.id, ["Nobody sees it", "Too slow"]);
  await store.retros.close(
    workspace,
    bet.id,
    {
      themes: [
        { theme: "luck", votes: 2 },
        { theme: "evidence", votes: 4 },
      ],
      decision: { kind: "split", again: 3, notAgain: 2 },
    },
    at,
  );
  await store.retros.add({
    ...aRetro(2),
    workspace,
    team: team.id,
    id: disputed.id,
    bet: disputed.id,
    closesAt: instant("2027-01-01T00:00:00Z"),
    preMortem: "sealed",
  });

  const pulse = {
    id: "pulse-1",
    workspace,
    team: team.id,
    openedAt: at,
    threshold: 3,
    closesAt: at,
    occasion: "miss" as const,
  };
  await store.pulses.add(pulse);
  await store.pulses.close(
    workspace,
    pulse.id,
    {
      kind: "counted",
      answered: 4,
      couldAnswer: 5,
      answers: new Map([
        [
          "purpose",
          {
            basis: "own" as const,
            ratings: new Map([
              [4 as const, 3],
              [5 as const, 1],
            ]),
          },
        ],
        ["mastery", { basis: "waiting" as const, ratings: new Map([[1 as const, 1]]) }],
      ]),
    },
    at,
  );
  await store.pulses.add({ ...pulse, id: "pulse-2" });

  const other = await addTeam(store, "C0OTHER", "Checkout");
  await store.teams.takeBetNumber(workspace, other.id);
  const theirs = await addBet(store, other, { number: 1, ...final(41) });
  await addLearning(store, theirs, { text: "Prices first", id: "theirs" });
}
