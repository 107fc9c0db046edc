import * as fc from "fast-check";
import { runScenario, type Totals, type Traces } from "./live.ts";
import { scenario, CAST_SIZE } from "./life.ts";
import { arbitraryCast } from "./people.ts";

/** The first difference between two runs of a scenario with different people. Undefined if there is none. */
function difference(one: Traces, other: Traces): string | undefined {
  for (const what of ["outputs", "metrics", "ledger"] as const) {
    const [a, b] = [one[what], other[what]];
    const at = Array.from({ length: Math.max(a.length, b.length) }).findIndex((_, i) => a[i] !== b[i]);
    if (at >= 0) return around(what, a[at], b[at]);
  }
  return undefined;
}

/** An excerpt around the first differing character. */
function around(what: string, one = "(nothing)", other = "(nothing)"): string {
  const at = one.split("").findIndex((letter, place) => letter !== other[place]);
  const part = (text: string) => text.slice(Math.max(0, at - 100), at + 100);
  return `${what}\n  ${part(one)}\n  ${part(other)}`;
}

/**
 * Runs random scenarios, each with two different casts. Throws if anyone of either is found in what a run produces, or
 * if the two runs differ in what they produce.
 */
export async function runScenarios(
  { runs, ...where }: { runs: number; seed: number; path?: string },
  onLives: (tried: Totals) => void = () => {},
): Promise<Totals> {
  const sum: Record<keyof Totals, number> = {
    lives: 0, acts: 0, messages: 0, homes: 0, views: 0, lines: 0, bytes: 0, secrets: 0,
  }; // prettier-ignore
  const property = fc.asyncProperty(
    scenario,
    arbitraryCast(CAST_SIZE, "A"),
    arbitraryCast(CAST_SIZE, "B"),
    async (acts, a, b) => {
      const [one, other] = [await runScenario(acts, a), await runScenario(acts, b)];
      for (const { tried } of [one, other])
        for (const [name, count] of Object.entries(tried)) sum[name as keyof Totals] += count;
      onLives(sum);
      const wrong = [...new Set([...one.leaks, ...other.leaks])].slice(0, 5);
      const differs = difference(one, other);
      if (differs !== undefined) wrong.push(`Other people, another output: ${differs}`);
      if (wrong.length > 0) throw new Error(wrong.join("\n"));
    },
  );
  await fc.assert(property, { numRuns: runs, ...where, endOnFailure: true });
  return sum;
}
