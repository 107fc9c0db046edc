import { type Dice, pick } from "#tests/chaos/dice.ts";
import { type Nonsense, mangle, OTHERS } from "./nonsense.ts";
import type { Asked } from "./requests.ts";
import type { World } from "./world.ts";

export type Sent = {
  readonly sent: number;
  readonly statuses: Record<number, number>;
  readonly slowestMs: number;
  /** What was no answer at all. */
  readonly unanswered: readonly string[];
  /** Requests that are still what they were in all that we read, or forms that fit, and did what they say. */
  readonly meant: number;
  /** Those that changed the state and had no right to. */
  readonly wrong: readonly string[];
  /** Lines of the log that hold what belongs in none. */
  readonly leaks: readonly string[];
};

/** Ids of people, channels and workspaces, tokens, and words that somebody wrote. */
const PRIVATE =
  /U0(?:ANA|BEN|CAT|DEV)|C0TEAM|T0SANDBOX|xoxb|verification-token|somebody|asked too late|people skip|R&D|Ünïcode/i;

/** Sends what nobody would send, one after the other, and looks at the state after each. */
export async function sendNonsense(
  world: World,
  asked: readonly Asked[],
  { times, dice }: { times: number; dice: Dice },
): Promise<Sent> {
  const statuses: Record<number, number> = {};
  const unanswered: string[] = [];
  const wrong: string[] = [];
  let slowestMs = 0;
  let meant = 0;
  let before = world.state();
  // Half of them of what people send most, half of each kind alike.
  const kinds = Object.values(Object.groupBy([...asked, ...OTHERS], ({ what }) => what));
  const any = (): Asked => {
    const some = kinds[Math.floor(dice() * kinds.length)] ?? [];
    const [first = OTHERS[0]!, ...more] = dice() < 0.5 ? some : asked;
    return pick(dice, [first, ...more]);
  };
  for (let n = 1; n <= times; n += 1) {
    const nonsense = mangle(any(), 1_000_000 + n, dice);
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
      if (nonsense.unharmed || nonsense.otherWords) meant += 1;
      else wrong.push(describe(nonsense, before, after));
      before = after;
    }
  }
  const leaks = world.logged.filter((line) => PRIVATE.test(line));
  return { sent: times, statuses, slowestMs: Math.round(slowestMs), unanswered, meant, wrong, leaks };
}

const describe = ({ what, body }: Nonsense, before: readonly string[], after: readonly string[]): string =>
  [what, String(body).slice(0, 1_500), ...after.filter((row) => !before.includes(row))].join("\n");
