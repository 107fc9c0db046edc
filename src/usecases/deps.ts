import type { Team } from "#domain/teams/team.ts";
import type { Store } from "#store/store.ts";

/** The dependencies of every use case. Time and ids are injected so that tests and the sandbox can control them. */
export type Deps = {
  readonly store: Store;
  readonly now: () => Temporal.Instant;
  readonly newId: () => string;
};

/** Today's date in a team's time zone. */
export const todayOf = (
  { now }: Pick<Deps, "now">,
  { timeZone }: Pick<Team, "timeZone">,
): Temporal.PlainDate => now().toZonedDateTimeISO(timeZone).toPlainDate();
