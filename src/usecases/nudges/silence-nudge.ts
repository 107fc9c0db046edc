import { nextQuarterFrom, type NudgeKind } from "#domain/nudges/nudge.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { Team } from "#domain/teams/team.ts";
import type { SilencedNudge } from "#store/nudges/nudges.ts";
import { type Deps, todayOf } from "#usecases/deps.ts";

export type { SilencedNudge } from "#store/nudges/nudges.ts";

export type NudgeRefusal =
  | { readonly kind: "nudge-silenced"; readonly until: Temporal.PlainDate }
  | { readonly kind: "nudge-heard" };

/** Silences a kind of nudge for the rest of the quarter. */
export async function silenceNudge(
  { store, now }: Deps,
  { workspace, id, timeZone }: Team,
  kind: NudgeKind,
): Promise<Result<SilencedNudge, NudgeRefusal>> {
  const today = todayOf({ now }, { timeZone });
  return store.transaction(async (tx) => {
    const before = (await tx.nudges.silenced(workspace, id, today)).find((one) => one.kind === kind);
    if (before) return err({ kind: "nudge-silenced", until: before.until });
    const silenced = { kind, until: nextQuarterFrom(today) };
    await tx.nudges.silence(workspace, id, silenced);
    return ok(silenced);
  });
}

/** Takes effect with the next digest. */
export async function unsilenceNudge(
  { store }: Deps,
  { workspace, id }: Team,
  kind: NudgeKind,
): Promise<Result<undefined, NudgeRefusal>> {
  const heard = await store.transaction((tx) => tx.nudges.unsilence(workspace, id, kind));
  return heard ? ok(undefined) : err({ kind: "nudge-heard" });
}

/** The kinds of nudge a team has silenced. */
export const listSilenced = (
  { store, now }: Deps,
  { workspace, id, timeZone }: Team,
): Promise<SilencedNudge[]> => store.nudges.silenced(workspace, id, todayOf({ now }, { timeZone }));
