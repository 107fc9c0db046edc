import * as fc from "fast-check";
import type { ACTS } from "./acts.ts";

type Act = { readonly act: keyof typeof ACTS; readonly who: number; readonly n: number };
/** What happens, in order, and who does it. */
export type Life = readonly Act[];

/** Members and a guest. */
export const SIZE = 7;
const INSIDE = SIZE - 1;

const act = (...which: readonly (keyof typeof ACTS)[]): fc.Arbitrary<Act> =>
  fc.record({
    act: fc.constantFrom(...which),
    who: fc.nat(INSIDE - 1),
    n: fc.nat(20),
  });
const some = (most: number, ...which: readonly (keyof typeof ACTS)[]): fc.Arbitrary<Act[]> =>
  fc.array(act(...which), { maxLength: most, size: "max" });
/** By a member: a guest is refused, and the life would stand still. */
const once = (which: keyof typeof ACTS): fc.Arbitrary<Act[]> =>
  fc.record({ act: fc.constant(which), who: fc.nat(INSIDE - 2), n: fc.nat(20) }).map((one) => [one]);
const maybe = (which: keyof typeof ACTS): fc.Arbitrary<Act[]> =>
  fc.boolean().chain((does) => (does ? once(which) : fc.constant([])));

const LOOK = ["home", "homeButton", "search", "card", "learnings", "week"] as const;
const VOTES = ["confidence", "confidence", "confidence", "preMortem", "preMortem"] as const;
const RETRO = [
  "theme", "cameTrue", "decide", "decide", "learning", "colleagueNamed", "vote", "nextStep", "saveAsLearning",
] as const; // prettier-ignore

/** A bet from the set-up to the pulse and the digest after it, by whoever comes along, with what else happens meanwhile. */
export const life: fc.Arbitrary<Life> = fc
  .tuple(
    once("setUp"),
    some(2, "objective", "keyResult", "setUpOther", ...LOOK),
    once("place"),
    some(9, ...VOTES, "reading", "typedReading", "amend", "value", "home", "fault"),
    maybe("twoDays"),
    some(3, ...LOOK, "reading", "amend", "settings", "faultOfAForm", "confidence"),
    fc.oneof({ weight: 5, arbitrary: once("settle") }, once("stop")),
    maybe("dispute"),
    once("settle"),
    some(3, "looksRight"),
    maybe("twoDays"),
    some(8, ...RETRO, "home"),
    fc.oneof(once("closeRetro"), once("twoDays")),
    maybe("reopenRetro"),
    once("twoDays"),
    some(8, "pulse", "pulse", "pulse", "homeButton", "step"),
    some(2, "place", "learnings", "fault", "postWeek", "nextStep"),
    fc.oneof(once("hour"), once("twoDays"), once("week7")),
    some(3, ...LOOK, "step", "postWeek", "settings"),
    fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, once("erase")),
  )
  .map((phases) => phases.flat());
