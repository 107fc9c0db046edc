import { type Dice, diceOf } from "#tests/chaos/dice.ts";
import { inventRequest } from "./invent.ts";
import { type SlackRequest, encode } from "./requests.ts";
import { openWorld, PEOPLE, type World } from "./world.ts";

export type RunResult = {
  readonly state: readonly string[];
  readonly requests: readonly SlackRequest[];
  readonly deliveries: number;
  readonly statuses: ReadonlyMap<number, number>;
  readonly logged: readonly string[];
};

type Plan = { readonly seed: number; readonly requests: number; readonly teams: number };

/** Sends random valid requests, each once, or three times in random order. */
export async function run(
  plan: Plan,
  times: 1 | 3,
  after: (world: World, requests: readonly SlackRequest[]) => Promise<void> = async () => {},
): Promise<RunResult> {
  await using world = await openWorld();
  const { app, forms, origin, logged } = world;
  const dice = diceOf(plan.seed);
  // Replays use their own random numbers, so that the requests themselves do not depend on them.
  const replayDice = diceOf(plan.seed + 1);
  const requests: SlackRequest[] = [];
  const pending: SlackRequest[] = [];
  const statuses = new Map<number, number>();
  let deliveries = 0;

  const send = async (request: SlackRequest) => {
    const { type, body } = encode(request);
    const { status } = await world.send(type, body);
    deliveries += 1;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };
  const replay = async () => {
    const batch = Array.from({ length: 1 + Math.floor(replayDice() * 3) }, () =>
      takeAny(pending, replayDice),
    );
    await Promise.all(batch.flatMap((request) => (request ? [send(request)] : [])));
  };

  for (let n = 1; n <= plan.requests; n += 1) {
    world.nextRequest();
    if (n % 40 === 0) await world.wait({ hours: 9 });
    const user = PEOPLE[Math.floor(dice() * PEOPLE.length)] ?? PEOPLE[0];
    const channel = `C0TEAM${Math.floor(dice() * plan.teams)}`;
    const request = await inventRequest({ n, origin, channel, user }, { store: app.store, forms, dice });
    requests.push(request);
    const atOnce = times === 3 && replayDice() < 0.3;
    await Promise.all(atOnce ? [send(request), send(request)] : [send(request)]);
    await app.idle();
    if (times === 1) continue;
    pending.push(...(atOnce ? [request] : [request, request]));
    while (pending.length > 500 || (pending.length > 0 && replayDice() < 0.5)) await replay();
    await app.idle();
  }
  while (pending.length > 0) await replay();
  world.nextRequest();
  await app.idle();
  await world.wait({ minutes: 1 });
  const state = world.state();
  await after(world, requests);
  return { state, requests, deliveries, statuses, logged };
}

/** Removes and returns a random value. */
const takeAny = <Value>(values: Value[], dice: Dice): Value | undefined =>
  values.splice(Math.floor(dice() * values.length), 1)[0];

/** The rows that are in only one of the two states. */
export function differences(a: readonly string[], b: readonly string[]): string[] {
  const [inA, inB] = [new Set(a), new Set(b)];
  return [...a.filter((row) => !inB.has(row)), ...b.filter((row) => !inA.has(row))];
}
