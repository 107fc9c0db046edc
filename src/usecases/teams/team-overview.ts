import type { Bet } from "#domain/bets/bet.ts";
import { listBetsBy } from "#domain/bets/bet-list.ts";
import { type Delivery, keys } from "#domain/deliveries/delivery.ts";
import type { KeyResult } from "#domain/goals/goal.ts";
import { PULSE_QUESTIONS } from "#domain/pulses/pulse.ts";
import { isFailing, type SourceFailure, type SourceUse } from "#domain/sources/source-use.ts";
import { TIME_ZONE_LOST, type Team } from "#domain/teams/team.ts";
import { type Waiting, waitingNow } from "#domain/teams/waiting.ts";
import type { Deps } from "#usecases/deps.ts";

/** A team today, in its own time zone, for one of its people. */
export type TeamOverview = {
  readonly team: Team;
  readonly today: Temporal.PlainDate;
  /** What waits, the most urgent first. What the person who asks has done already is left out. */
  readonly waiting: readonly Waiting[];
  /** Bets without a final verdict, the next review first. */
  readonly open: readonly Bet[];
  /** Why its messages are paused. Undefined if they aren't. */
  readonly paused: string | undefined;
  /** Messages that may not have arrived. */
  readonly uncertain: readonly Delivery[];
  /** Metric sources that have given no number for days, the longest first. */
  readonly failing: readonly FailingSource[];
};

/** A source that fails, and the bet or the key result that it is for. */
export type FailingSource = {
  readonly use: SourceUse & { readonly failure: SourceFailure };
  readonly of: Pick<Bet, "number"> | Pick<KeyResult, "metric">;
};

export async function teamOverview(deps: Deps, team: Team, person: string): Promise<TeamOverview> {
  const { store, now } = deps;
  const { workspace, id, timeZone } = team;
  const at = now();
  const today = at.toZonedDateTimeISO(timeZone).toPlainDate();
  const open = listBetsBy("open", await store.bets.unsettled(workspace, id), today);
  const blocked = await store.deliveries.blocked(workspace, id);
  const waiting = waitingNow({
    timeZone,
    now: at,
    bets: open,
    retros: await openRetros(deps, team),
    pulses: await store.pulses.lastOfTeam(workspace, id, 1),
    steps: await store.nextSteps.openOfTeam(workspace, id),
  });
  return {
    team,
    today,
    waiting: await withoutDone(deps, waiting, person),
    open,
    paused: pauseReason(team, blocked),
    failing: await failingSources(deps, team, open),
    uncertain: blocked.filter(({ state }) => state.kind === "uncertain"),
  };
}

/** Only of open bets and open goals. */
async function failingSources(
  { store }: Deps,
  { workspace, id }: Team,
  open: readonly Bet[],
): Promise<FailingSource[]> {
  const uses = (await store.sourceUses.ofTeam(workspace, id)).filter(isFailing);
  if (uses.length === 0) return [];
  const keyResults = (await store.goals.ofTeam(workspace, id)).flatMap((goal) => goal.keyResults);
  return uses
    .flatMap((use): FailingSource[] => {
      const of = [...open, ...keyResults].find(
        (measured) => measured.id === use.subject && "number" in measured === (use.kind === "bet"),
      );
      return of ? [{ use, of }] : [];
    })
    .toSorted((a, b) => Temporal.PlainDate.compare(a.use.failure.since, b.use.failure.since));
}

async function openRetros({ store }: Deps, { workspace, id }: Team) {
  const retros = await store.retros.openOfTeam(workspace, id);
  const bets = await store.bets.findAll(
    workspace,
    retros.map(({ bet }) => bet),
  );
  return retros.flatMap((retro) => {
    const bet = bets.find((candidate) => candidate.id === retro.bet);
    return bet ? [{ retro, bet }] : [];
  });
}

/** Leaves out the verdicts that this person settled, which somebody else has to confirm, and a pulse that they answered. */
async function withoutDone(deps: Deps, waiting: readonly Waiting[], person: string): Promise<Waiting[]> {
  const left: Waiting[] = [];
  for (const item of waiting) if (!(await isDone(deps, item, person))) left.push(item);
  return left;
}

async function isDone(deps: Deps, item: Waiting, person: string): Promise<boolean> {
  switch (item.kind) {
    case "verdict": {
      const { workspace, id, state } = item.bet;
      return (await answerOf(deps, workspace, keys.verdict(id, state.round), person)) === "settled";
    }
    case "pulse": {
      const { workspace, id } = item.pulse;
      for (const question of PULSE_QUESTIONS)
        if ((await answerOf(deps, workspace, keys.pulseQuestion(id, question), person)) === undefined)
          return false;
      return true;
    }
    default:
      return false;
  }
}

/** What a person answered in an open poll. Undefined also if it was sealed with another secret than the server has now. */
async function answerOf({ store }: Deps, workspace: string, poll: string, person: string) {
  if (!(await store.ballots.isReadable(workspace, poll))) return undefined;
  return store.ballots.answerOf(workspace, poll, person);
}

/** Why a team's messages are paused. Undefined if they aren't. */
export const findPauseReason = async ({ store }: Deps, team: Team): Promise<string | undefined> =>
  pauseReason(team, await store.deliveries.blocked(team.workspace, team.id));

const pauseReason = ({ lostTimeZone }: Team, blocked: readonly Delivery[]): string | undefined =>
  lostTimeZone !== undefined
    ? TIME_ZONE_LOST
    : blocked.flatMap(({ state }) => (state.kind === "paused" ? [state.reason] : []))[0];
