import type { Team } from "#domain/teams/team.ts";
import { addBet, addLearning, addStep, teamOf, writeDatabase } from "./ledger.ts";
import { setUpTeam } from "./moves.ts";
import type { Stage } from "./stage.ts";

/** Occurs in every record of the private channel. */
export const HIDDEN = "Hush";
export const REFUSED = "Only people in the team's channel can do this.";

export const shown = (content: unknown): string => JSON.stringify(content);

/**
 * A private team with bet #7, a learning, a next step and a key result. Cat is only in another channel, with bet #1.
 */
export async function twoTeams(s: Stage, path: string): Promise<{ hidden: Team }> {
  await setUpTeam(s);
  const ana = s.slack.as("U0ANA");
  await ana.command("C0SECRET", "/outcomes");
  await ana.submit({ name: HIDDEN });
  let hidden: Team | undefined;
  await writeDatabase(path, async (store) => {
    const open = await addBet(store, await teamOf(store), { number: 1, title: "Checklist" });
    await addStep(store, open, { id: "step-open", text: "Ask support" });
    hidden = await teamOf(store, "C0SECRET");
    const bet = await addBet(store, hidden, { number: 7, title: HIDDEN, metric: HIDDEN, belief: HIDDEN });
    await addLearning(store, bet, { text: HIDDEN });
    await addStep(store, bet, { id: "step-hidden", text: HIDDEN });
    const { workspace, id: team } = hidden;
    const from = Temporal.PlainDate.from("2026-10-01");
    const objective = { id: "o1", workspace, team, title: HIDDEN, from, until: from.add({ months: 3 }) };
    await store.goals.saveObjective({ ...objective, state: "open" }, s.now());
    const keyResult = { id: "k1", workspace, objective: "o1", metric: HIDDEN, unit: "" };
    await store.goals.saveKeyResult({ ...keyResult, baseline: 0, target: 9, current: 1 }, s.now());
  });
  if (!hidden) throw new Error("There is no hidden team.");
  return { hidden };
}

/** Everything that a person (Cat by default) sees or was shown, on every surface. */
export const seenBy = (s: Stage, user = "U0CAT"): string => {
  const person = s.slack.as(user);
  return shown([person.home()?.content, person.views().map(({ content }) => content), person.ephemerals()]);
};

export const BET = "bet-C0SECRET-7";
