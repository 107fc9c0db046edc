import * as fc from "fast-check";
import type { ACTS } from "./acts.ts";

type Act = { readonly act: keyof typeof ACTS; readonly who: number; readonly n: number };
/** A random scenario: what happens, in order, and who does it. */
export type Scenario = readonly Act[];

/** Number of people: members, a guest and an outsider. */
export const CAST_SIZE = 7;
const INSIDERS = CAST_SIZE - 1;

const act = (...kinds: readonly (keyof typeof ACTS)[]): fc.Arbitrary<Act> =>
  fc.record({
    act: fc.constantFrom(...kinds),
    who: fc.nat(INSIDERS - 1),
    n: fc.nat(20),
  });
const upTo = (max: number, ...kinds: readonly (keyof typeof ACTS)[]): fc.Arbitrary<Act[]> =>
  fc.array(act(...kinds), { maxLength: max, size: "max" });
/** Done by a member: a guest would be refused, and the scenario couldn't go on. */
const exactlyOne = (kind: keyof typeof ACTS): fc.Arbitrary<Act[]> =>
  fc.record({ act: fc.constant(kind), who: fc.nat(INSIDERS - 2), n: fc.nat(20) }).map((act) => [act]);
const optional = (kind: keyof typeof ACTS): fc.Arbitrary<Act[]> =>
  fc.boolean().chain((included) => (included ? exactlyOne(kind) : fc.constant([])));

const LOOK = ["home", "homeButton", "search", "card", "learnings", "week"] as const;
const VOTES = ["confidence", "confidence", "confidence", "preMortem", "preMortem"] as const;
const RETRO = [
  "theme", "cameTrue", "decide", "decide", "learning", "colleagueNamed", "vote", "nextStep", "saveAsLearning",
] as const; // prettier-ignore

/** A bet from set-up to the pulse and digest after it, by random people, with other acts in between. */
export const scenario: fc.Arbitrary<Scenario> = fc
  .tuple(
    exactlyOne("setUp"),
    upTo(2, "objective", "keyResult", "setUpOther", ...LOOK),
    exactlyOne("place"),
    upTo(9, ...VOTES, "reading", "typedReading", "amend", "value", "home", "fault"),
    optional("twoDays"),
    upTo(3, ...LOOK, "reading", "amend", "settings", "faultOfAForm", "confidence"),
    fc.oneof({ weight: 5, arbitrary: exactlyOne("settle") }, exactlyOne("stop")),
    optional("dispute"),
    exactlyOne("settle"),
    upTo(3, "looksRight"),
    optional("twoDays"),
    upTo(8, ...RETRO, "home"),
    fc.oneof(exactlyOne("closeRetro"), exactlyOne("twoDays")),
    optional("reopenRetro"),
    exactlyOne("twoDays"),
    upTo(8, "pulse", "pulse", "pulse", "homeButton", "step"),
    upTo(2, "place", "learnings", "fault", "postWeek", "nextStep"),
    fc.oneof(exactlyOne("hour"), exactlyOne("twoDays"), exactlyOne("week7")),
    upTo(3, ...LOOK, "step", "postWeek", "settings"),
    fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, exactlyOne("erase")),
  )
  .map((phases) => phases.flat());
