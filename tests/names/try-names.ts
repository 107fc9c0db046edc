import * as fc from "fast-check";
import { runScenario, type Totals, type Traces } from "./live.ts";
import { scenario, CAST_SIZE } from "./life.ts";
import { arbitraryCast } from "./people.ts";

/** The first difference between two runs of a scenario with different people. Undefined if there is none. */
function difference(one: Traces, other: Traces): string | undefined {
  for (const part of ["outputs", "metrics", "ledger"] as const) {
    const [a, b] = [one[part], other[part]];
    const index = Array.from({ length: Math.max(a.length, b.length) }).findIndex((_, i) => a[i] !== b[i]);
    if (index >= 0) return excerpt(part, a[index], b[index]);
  }
  return undefined;
}

/** An excerpt around the first differing character. */
function excerpt(part: string, one = "(nothing)", other = "(nothing)"): string {
  const index = one.split("").findIndex((letter, i) => letter !== other[i]);
  const cut = (text: string) => text.slice(Math.max(0, index - 100), index + 100);
  return `${part}\n  ${cut(one)}\n  ${cut(other)}`;
}

/**
 * Runs random scenarios, each with two different casts. Throws if anyone of either is found in what a run produces, or
 * if the two runs differ in what they produce.
 */
export async function runScenarios(
  { runs, ...options }: { runs: number; seed: number; path?: string },
  onProgress: (tried: Totals) => void = () => {},
): Promise<Totals> {
  const sum: Record<keyof Totals, number> = {
    scenarios: 0, acts: 0, messages: 0, homes: 0, views: 0, lines: 0, bytes: 0, secrets: 0,
  }; // prettier-ignore
  const property = fc.asyncProperty(
    scenario,
    arbitraryCast(CAST_SIZE, "A"),
    arbitraryCast(CAST_SIZE, "B"),
    async (acts, a, b) => {
      const [one, other] = [await runScenario(acts, a), await runScenario(acts, b)];
      for (const { tried } of [one, other])
        for (const [name, count] of Object.entries(tried)) sum[name as keyof Totals] += count;
      onProgress(sum);
      const wrong = [...new Set([...one.leaks, ...other.leaks])].slice(0, 5);
      const differs = difference(one, other);
      if (differs !== undefined) wrong.push(`Other people, another output: ${differs}`);
      if (wrong.length > 0) throw new Error(wrong.join("\n"));
    },
  );
  await fc.assert(property, { numRuns: runs, ...options, endOnFailure: true });
  return sum;
}
