import { type Dice, pick } from "#tests/chaos/dice.ts";
import { type Nonsense, mangle, UNHANDLED } from "./nonsense.ts";
import type { SlackRequest } from "./requests.ts";
import type { World } from "./world.ts";

export type NonsenseResult = {
  readonly sent: number;
  readonly statuses: Record<number, number>;
  readonly slowestMs: number;
  /** Requests that got no answer. */
  readonly unanswered: readonly string[];
  /** Requests that changed the state rightly: what the app reads was unchanged, or only a form's text changed. */
  readonly allowed: number;
  /** Requests that changed the state wrongly. */
  readonly wrong: readonly string[];
  /** Log lines with private data. */
  readonly leaks: readonly string[];
};

/** Ids of people, channels and workspaces, tokens, and text that people wrote. */
const PRIVATE =
  /U0(?:ANA|BEN|CAT|DEV)|C0TEAM|T0SANDBOX|xoxb|verification-token|somebody|asked too late|people skip|R&D|Ünïcode/i;

/** Sends malformed requests one by one and checks the state after each. */
export async function sendNonsense(
  world: World,
  requests: readonly SlackRequest[],
  { times, dice }: { times: number; dice: Dice },
): Promise<NonsenseResult> {
  const statuses: Record<number, number> = {};
  const unanswered: string[] = [];
  const wrong: string[] = [];
  let slowestMs = 0;
  let allowed = 0;
  let before = world.state();
  // Half are drawn from all requests, half evenly by kind, so that rare kinds occur too.
  const kinds = Object.values(Object.groupBy([...requests, ...UNHANDLED], ({ what }) => what));
  const anyRequest = (): SlackRequest => {
    const sameKind = kinds[Math.floor(dice() * kinds.length)] ?? [];
    const [first = UNHANDLED[0]!, ...more] = dice() < 0.5 ? sameKind : requests;
    return pick(dice, [first, ...more]);
  };
  for (let n = 1; n <= times; n += 1) {
    const nonsense = mangle(anyRequest(), 1_000_000 + n, dice);
    try {
      const { status, ms } = await world.send(nonsense.type, nonsense.body);
      statuses[status] = (statuses[status] ?? 0) + 1;
      slowestMs = Math.max(slowestMs, ms);
    } catch {
      unanswered.push(nonsense.what);
    }
    await world.app.idle();
    const after = world.state();
    if (after.join("\n") !== before.join("\n")) {
      if (nonsense.unchanged || nonsense.onlyTextChanged) allowed += 1;
      else wrong.push(describe(nonsense, before, after));
      before = after;
    }
  }
  const leaks = world.logged.filter((line) => PRIVATE.test(line));
  return {
    sent: times,
    statuses,
    slowestMs: Math.round(slowestMs),
    unanswered,
    allowed,
    wrong,
    leaks,
  };
}

const describe = ({ what, body }: Nonsense, before: readonly string[], after: readonly string[]): string =>
  [what, String(body).slice(0, 1_500), ...after.filter((row) => !before.includes(row))].join("\n");
