import type { NamedTeamRefusal } from "#usecases/teams/find-named-team.ts";

/** Which teams there are, if the one that was typed is none or several. */
export function teamRefusalWords(refusal: NamedTeamRefusal, typed: string): string {
  const name = JSON.stringify(typed);
  switch (refusal.kind) {
    case "no-team":
      return refusal.teams.length === 0
        ? `There is no team called ${name}: this database has no team yet.`
        : `There is no team called ${name}. There are: ${refusal.teams.map((one) => one.name).join(", ")}.`;
    case "many-teams":
      return `${refusal.teams.length} teams are called ${name}. Say which by its channel: ${refusal.teams.map(({ channel }) => `--team ${channel}`).join(" or ")}.`;
  }
}
