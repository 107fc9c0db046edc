import type { Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";

/** The team of a channel. Undefined if none is set up. */
export const findTeamOfChannel = (
  { store }: Deps,
  input: { workspace: string; channel: string },
): Promise<Team | undefined> => store.teams.ofChannel(input.workspace, input.channel);

export const findTeam = (
  { store }: Deps,
  input: { workspace: string; team: string },
): Promise<Team | undefined> => store.teams.find(input.workspace, input.team);

/** The teams of these channels, by name. */
export const findTeamsOfChannels = (
  { store }: Deps,
  input: { workspace: string; channels: readonly string[] },
): Promise<Team[]> => store.teams.ofChannels(input.workspace, input.channels);

/** A person's own team first, then those of the other channels they may see. */
export const findVisibleTeams = async (
  deps: Deps,
  own: Team,
  channels: readonly string[],
): Promise<Team[]> => {
  const others = await findTeamsOfChannels(deps, { workspace: own.workspace, channels });
  return [own, ...others.filter(({ id }) => id !== own.id)];
};
