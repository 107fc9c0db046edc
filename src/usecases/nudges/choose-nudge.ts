import { chooseNudge, type Nudge, nudgeResultsSince, quarterFrom } from "#domain/nudges/nudge.ts";
import { quarterAt } from "#domain/teams/team-quarter.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Ledger } from "#store/store.ts";
import type { Deps } from "#usecases/deps.ts";
import { momentSubject } from "#usecases/digests/read-week.ts";

/** The nudge for a team's digest of a moment. */
export async function nudgeAt(
  ledger: Ledger,
  { workspace, id: team, timeZone }: Team,
  until: Temporal.Instant,
): Promise<Nudge | undefined> {
  const participation = await ledger.participation.find({
    workspace,
    team,
    quarter: quarterAt({ timeZone }, until).quarter,
  });
  const today = until.toZonedDateTimeISO(timeZone).toPlainDate();
  const before = await ledger.deliveries.digestBefore(workspace, team, momentSubject(until));
  const lastWeek =
    before === undefined
      ? undefined
      : await ledger.nudges.toldAt(workspace, team, Temporal.Instant.from(before));
  const since = quarterFrom(today).toZonedDateTime(timeZone).toInstant();
  const told = await ledger.nudges.toldSince(workspace, team, since);
  const silenced = await ledger.nudges.silenced(workspace, team, today);
  const settled = await ledger.bets.settledWithin(workspace, team, {
    from: nudgeResultsSince(until, timeZone),
    until,
  });
  const placed = await ledger.bets.placedWithin(workspace, team, { from: since, until });
  return chooseNudge(
    {
      until,
      timeZone,
      bets: [...new Map([...settled, ...placed].map((bet) => [bet.id, bet])).values()],
      retros: await ledger.retros.ofBets(
        workspace,
        settled.map(({ id }) => id),
      ),
      ...(participation?.spread && { spread: participation.spread }),
    },
    { ...(lastWeek && { lastWeek: lastWeek.kind }), quarter: told.map(({ nudge }) => nudge) },
    new Set(silenced.map(({ kind }) => kind)),
  );
}

/** The nudge a digest was enqueued with, however often it is rendered. `digest` is the delivery's subject. */
export const nudgeOfDigest = (
  { store }: Deps,
  { workspace, team, digest }: { workspace: string; team: string; digest: string },
): Promise<Nudge | undefined> => store.nudges.toldAt(workspace, team, Temporal.Instant.from(digest));

/** The nudge a digest would have now. Nothing is recorded. */
export const previewNudge = ({ store, now }: Deps, team: Team): Promise<Nudge | undefined> =>
  nudgeAt(store, team, now());
