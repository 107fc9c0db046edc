import type { Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";

/** The day that it is for a team. */
export const todayOf = (
  { now }: Pick<Deps, "now">,
  { timeZone }: Pick<Team, "timeZone">,
): Temporal.PlainDate => now().toZonedDateTimeISO(timeZone).toPlainDate();
