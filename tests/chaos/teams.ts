import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { type DatabaseAddress, openDatabase } from "#store/database/database.ts";
import type { Tables } from "#store/database/tables.ts";
import { storeIn } from "#store/store.ts";
import { addLearning } from "#usecases/learnings/add-learning.ts";
import { addNextStep } from "#usecases/next-steps/add-next-step.ts";
import type { Deps } from "#usecases/deps.ts";
import { placeBet } from "#usecases/bets/place-bet.ts";
import { setUpTeam } from "#usecases/teams/set-up-team.ts";
import { settleBet } from "#usecases/verdicts/settle-bet.ts";
import { takeReading } from "#usecases/readings/take-reading.ts";

const WORKSPACE = "T0SANDBOX";
const PAST = new Date(Date.now() - 60_000).toISOString();

type Ledger = { readonly deps: Deps; readonly db: Kysely<Tables> };

/** Something that a team does, or that falls due, written while the process is down. */
export type Move = (ledger: Ledger) => Promise<void>;

/** Applies moves to the database while no process has it open. */
export async function applyMoves(
  address: DatabaseAddress,
  secret: Uint8Array,
  moves: readonly Move[],
): Promise<void> {
  const db = await openDatabase(address);
  const deps = { store: storeIn(db, secret), now: () => Temporal.Now.instant(), newId: randomUUID };
  for (const move of moves) await move({ deps, db });
  await db.destroy();
}

/** Sets up a team whose digest is due. */
export const teamMove =
  (channel: string): Move =>
  async ({ deps, db }) => {
    const settings = {
      name: channel,
      timeZone: "Europe/Berlin",
      digestDay: 5,
      digestTime: Temporal.PlainTime.from("16:00"),
      anonymityThreshold: 3,
      asksPulse: false,
      defaultChosen: "we-chose",
      postsQuietWeeks: true,
    } as const;
    await setUpTeam(deps, { workspace: WORKSPACE, channel, settings });
    await db.updateTable("teams").set({ next_digest_at: PAST }).where("channel", "=", channel).execute();
  };

/** The moves of a bet's life, which produce ten messages. Due times are moved into the past in their columns. */
export function betMoves(channel: string, id: string): Move[] {
  const today = Temporal.Now.plainDateISO("Europe/Berlin");
  const input = { workspace: WORKSPACE, bet: id };
  const reading = { value: 35, takenOn: today, evidence: "before-after" } as const;
  return [
    async ({ deps }) => {
      const team = await deps.store.teams.ofChannel(WORKSPACE, channel);
      const terms = { metric: "activation", unit: "%", baseline: 32, target: 40 };
      const draft = {
        title: "Checklist",
        belief: "We believe it helps",
        terms: { ...terms, reviewOn: today.add({ days: 30 }) },
        mandate: { chosen: "we-chose" },
      } as const;
      await placeBet(deps, { workspace: WORKSPACE, team: team?.id ?? "", draft, id });
    },
    async ({ deps }) => void (await takeReading(deps, { ...input, reading })),
    async ({ db }) =>
      void (await db.updateTable("bets").set({ next_prompt_at: PAST }).where("id", "=", id).execute()),
    async ({ deps }) =>
      void (await settleBet(deps, { ...input, settling: { kind: "reading", reading }, person: "U0ANA" })),
    async ({ db }) =>
      void (await db.updateTable("bets").set({ final_at: PAST }).where("id", "=", id).execute()),
    async ({ deps }) => void (await addLearning(deps, { ...input, text: "We shipped too late" })),
    async ({ deps }) =>
      void (await addNextStep(deps, { ...input, text: "Ask support first", dueOn: today.add({ days: 7 }) })),
    async ({ db }) =>
      void (await db
        .updateTable("retros")
        .set({ closes_at: PAST })
        .where("bet", "=", id)
        .where("closes_at", "is not", null)
        .execute()),
  ];
}
