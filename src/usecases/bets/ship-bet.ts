import type { Bet } from "#domain/bets/bet.ts";
import { ship, type ShipRefusal, withShipping } from "#domain/bets/shipping.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { Team } from "#domain/teams/team.ts";
import { type Deps, todayOf } from "#usecases/deps.ts";
import type { BetNotFound } from "./find-bet.ts";

type Named = { readonly workspace: string; readonly bet: string };
type Locked = { readonly bet: Bet; readonly team: Team };

/** A bet and what was changed: the day it shipped, before and now. */
export type Shipped = { readonly bet: Bet; readonly before?: Temporal.PlainDate };

/** Marks a bet as shipped: today, unless it is marked already, or on the day given, which corrects an earlier one. */
export const shipBet = (
  deps: Deps,
  { on, ...named }: Named & { readonly on?: Temporal.PlainDate },
): Promise<Result<Shipped, BetNotFound | ShipRefusal>> =>
  changeOpen(deps, named, ({ bet, team }) => {
    const { shippedOn: before } = bet;
    const shipped = ship(bet, on, { today: todayOf(deps, team), timeZone: team.timeZone });
    return shipped.ok ? ok({ bet: shipped.value, ...(before && { before }) }) : shipped;
  });

export type UnshipRefusal =
  | { readonly kind: "already-settled"; readonly number: number }
  | { readonly kind: "shipping-changed"; readonly number: number };

/** Takes back that a bet shipped on a day: what was marked before holds again. */
export const undoShipping = (
  deps: Deps,
  { on, before, ...named }: Named & { readonly on: Temporal.PlainDate; readonly before?: Temporal.PlainDate },
): Promise<Result<Shipped, BetNotFound | UnshipRefusal>> =>
  changeOpen(deps, named, ({ bet, team }) =>
    bet.shippedOn?.equals(on)
      ? ok({ bet: withShipping(bet, before, team.timeZone), before: on })
      : err({ kind: "shipping-changed", number: bet.number }),
  );

const changeOpen = <Refusal>(
  { store }: Deps,
  { workspace, bet: id }: Named,
  change: (locked: Locked) => Result<Shipped, Refusal>,
): Promise<
  Result<Shipped, Refusal | BetNotFound | { readonly kind: "already-settled"; readonly number: number }>
> =>
  store.transaction(async (tx) => {
    const isOpen = await tx.bets.lockOpen(workspace, id);
    const bet = await tx.bets.find(workspace, id);
    const team = bet && (await tx.teams.find(workspace, bet.team));
    if (!bet || !team) return err({ kind: "bet-not-found" });
    if (!isOpen) return err({ kind: "already-settled", number: bet.number });
    const changed = change({ bet, team });
    if (!changed.ok) return changed;
    await tx.bets.saveShipping(changed.value.bet);
    await tx.deliveries.markStale(workspace, keys.card(id));
    await tx.deliveries.markPromptsStale(workspace, id);
    return changed;
  });
