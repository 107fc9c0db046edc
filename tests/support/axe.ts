import axe from "axe-core";
import type { Page } from "playwright-core";
import { z } from "zod";

const findings = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullable(),
      nodes: z.array(z.object({ html: z.string() })),
    }),
  ),
});

/** What axe-core finds of its two worst kinds; all that is well is not told in full. */
export async function seriousOn(page: Page): Promise<string[]> {
  await page.evaluate(`${axe.source}; undefined`);
  const { violations } = findings.parse(await page.evaluate('axe.run({ resultTypes: ["violations"] })'));
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
