import type { Bet } from "#domain/bets/bet.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import type { Reading } from "#domain/readings/reading.ts";
import type { Retro } from "#domain/retros/retro.ts";
import { byUrgency, type Waiting } from "#domain/teams/waiting.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";
import { type TeamOverview, teamOverview } from "./team-overview.ts";

/** Something that waits, and for which team. */
export type WaitingInTeam = Pick<TeamOverview, "team" | "today"> & { readonly item: Waiting };

/** A person's teams, by name, and the one whose bets are shown. */
export type HomeFacts = {
  readonly teams: readonly TeamOverview[];
  /** What waits in all of them, the most urgent first. */
  readonly waiting: readonly WaitingInTeam[];
  readonly shown: TeamOverview | undefined;
  /** The latest reading of each open bet of the team shown. */
  readonly latest: ReadonlyMap<string, Reading>;
};

/** `chosen`: the id of the team to show; without it, the one with the most waiting, and of those the one with the most open bets. */
export async function readHome(
  deps: Deps,
  input: { readonly teams: readonly Team[]; readonly person: string; readonly chosen?: string | undefined },
): Promise<HomeFacts> {
  const teams = await Promise.all(input.teams.map((team) => teamOverview(deps, team, input.person)));
  const [busiest] = teams.toSorted(
    (a, b) => b.waiting.length - a.waiting.length || b.open.length - a.open.length,
  );
  const shown = teams.find(({ team }) => team.id === input.chosen) ?? busiest;
  return {
    teams,
    waiting: teams
      .flatMap(({ team, today, waiting }) => waiting.map((item) => ({ team, today, item })))
      .toSorted((a, b) => byUrgency(a.item, b.item)),
    shown,
    latest: shown
      ? await deps.store.readings.latest(
          shown.team.workspace,
          shown.open.map(({ id }) => id),
        )
      : new Map(),
  };
}

/**
 * Where a retro's message was posted: the line on its bet's verdict, or the message of its own that an earlier version
 * opened it with. Undefined if it isn't in the channel yet.
 */
export async function findRetroMessage(
  { store }: Deps,
  { retro, bet }: { readonly retro: Retro; readonly bet: Bet },
): Promise<{ readonly channel: string; readonly ts: string } | undefined> {
  const { workspace, state } = bet;
  const delivery =
    (await store.deliveries.find(workspace, keys.retro(retro.id))) ??
    (state.kind === "open"
      ? undefined
      : await store.deliveries.find(workspace, keys.verdict(bet.id, state.round)));
  return delivery?.state.kind === "sent" ? delivery.state : undefined;
}
