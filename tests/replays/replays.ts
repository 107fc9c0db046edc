import { type Dice, diceOf } from "#tests/chaos/dice.ts";
import { invent } from "./invent.ts";
import { type Asked, encode } from "./requests.ts";
import { openWorld, PEOPLE, type World } from "./world.ts";

export type Life = {
  readonly state: readonly string[];
  readonly asked: readonly Asked[];
  readonly deliveries: number;
  readonly statuses: ReadonlyMap<number, number>;
  readonly logged: readonly string[];
};

type Plan = { readonly seed: number; readonly requests: number; readonly teams: number };

/** People who send what they might: each request once, or three times in random order. */
export async function live(
  plan: Plan,
  times: 1 | 3,
  after: (world: World, asked: readonly Asked[]) => Promise<void> = async () => {},
): Promise<Life> {
  await using world = await openWorld();
  const { app, forms, origin, logged } = world;
  const dice = diceOf(plan.seed);
  // What comes again is drawn by other dice: what is sent must not depend on it.
  const again = diceOf(plan.seed + 1);
  const asked: Asked[] = [];
  const waiting: Asked[] = [];
  const statuses = new Map<number, number>();
  let deliveries = 0;

  const send = async (one: Asked) => {
    const { type, body } = encode(one);
    const { status } = await world.send(type, body);
    deliveries += 1;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };
  const replay = async () => {
    const some = Array.from({ length: 1 + Math.floor(again() * 3) }, () => takeAny(waiting, again));
    await Promise.all(some.flatMap((one) => (one ? [send(one)] : [])));
  };

  for (let n = 1; n <= plan.requests; n += 1) {
    world.next();
    if (n % 40 === 0) await world.wait({ hours: 9 });
    const user = PEOPLE[Math.floor(dice() * PEOPLE.length)] ?? PEOPLE[0];
    const channel = `C0TEAM${Math.floor(dice() * plan.teams)}`;
    const one = await invent({ n, origin, channel, user }, { store: app.store, forms, dice });
    asked.push(one);
    const atOnce = times === 3 && again() < 0.3;
    await Promise.all(atOnce ? [send(one), send(one)] : [send(one)]);
    await app.idle();
    if (times === 1) continue;
    waiting.push(...(atOnce ? [one] : [one, one]));
    while (waiting.length > 500 || (waiting.length > 0 && again() < 0.5)) await replay();
    await app.idle();
  }
  while (waiting.length > 0) await replay();
  world.next();
  await app.idle();
  await world.wait({ minutes: 1 });
  const state = world.state();
  await after(world, asked);
  return { state, asked, deliveries, statuses, logged };
}

/** Removes one of them, whichever. */
const takeAny = <Value>(values: Value[], dice: Dice): Value | undefined =>
  values.splice(Math.floor(dice() * values.length), 1)[0];

/** The rows that are in one state and not in the other. */
export function differences(one: readonly string[], other: readonly string[]): string[] {
  const [left, right] = [new Set(one), new Set(other)];
  return [...one.filter((row) => !right.has(row)), ...other.filter((row) => !left.has(row))];
}
