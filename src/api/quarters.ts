import { createRoute, z } from "@hono/zod-openapi";
import { boundsOf, quarterName, quarterNamed } from "#domain/calendar/quarter.ts";
import type { HitRate } from "#domain/bets/hit-rate.ts";
import type { Recap } from "#domain/recaps/recap.ts";
import { readRecap } from "#usecases/recaps/read-recap.ts";
import { betFacts, betSchema, VERDICTS } from "./bet-fields.ts";
import { type ApiApp, type ApiDeps, json, teamOf } from "#api/kit/context.ts";
import { day, figure, id, withoutAbsent } from "#api/kit/fields.ts";
import { keyResultFacts, keyResultSchema } from "./goals.ts";
import { type Guards, readingProblems } from "./guards/guard.ts";
import { learningFacts, learningSchema } from "./learnings.ts";
import { notFound } from "#api/kit/problems.ts";
import { teamParam } from "./teams.ts";

const rate = z
  .object({ hits: z.int(), settled: z.int(), low: figure, high: figure })
  .openapi("HitRate", { description: "Hits among settled bets, with the 95 % interval of the rate." });

const quarterSchema = z
  .object({
    team: id,
    quarter: z.string().openapi({ example: "2026-Q4" }),
    from: day,
    until: day.openapi({ description: "Today, as long as the quarter lasts." }),
    isOver: z.boolean(),
    placed: z.int().openapi({ description: "Bets placed in the quarter." }),
    running: z.int().openapi({ description: "Bets without a final verdict at its end." }),
    leadTime: z
      .object({ bets: z.int(), medianDays: z.int() })
      .optional()
      .openapi({ description: "From placing to shipping." }),
    settled: z.array(betSchema),
    verdicts: z.array(z.object({ kind: z.enum(VERDICTS), bets: z.int() })),
    hitRates: z
      .object({
        all: rate.optional(),
        own: rate.optional(),
        handedDown: rate.optional(),
        releasable: rate.optional(),
        blocked: rate.optional(),
      })
      .openapi({
        description: "Of all bets, by who chose them, and by whether the team could release alone.",
      }),
    mandate: z
      .object({ own: z.int(), handedDown: z.int(), blocked: z.int() })
      .openapi({ description: "Of the bets placed. `blocked`: own ones that the team can't release alone." }),
    forecasts: z
      .object({ bets: z.int(), hits: z.int(), score: figure, baseRateScore: figure })
      .optional()
      .openapi({ description: "The Brier score of the team's forecasts, if there are enough." }),
    learnings: z.array(learningSchema),
    keyResults: z.array(keyResultSchema),
  })
  .openapi("Quarter");

const param = teamParam.extend({
  quarter: z
    .string()
    .regex(/^(?!0000)\d{4}-Q[1-4]$/)
    .openapi({ description: "Year and quarter.", example: "2026-Q4" }),
});

export function quarterRoutes(api: ApiApp, deps: ApiDeps, { read }: Guards): void {
  api.openapi(
    createRoute({
      method: "get",
      path: "/teams/{team}/quarters/{quarter}",
      operationId: "getQuarter",
      tags: ["Quarters"],
      summary: "Get a quarter's figures",
      description: "What the recap in Slack and the report say, as of now.",
      ...read("read"),
      request: { params: param },
      responses: { 200: json(quarterSchema, "The figures."), ...readingProblems },
    }),
    async (c) => {
      const { team: asked, quarter: name } = c.req.valid("param");
      const team = await teamOf(deps, c, asked);
      const quarter = quarterNamed(name);
      const at = deps.now();
      if (!quarter || Temporal.Instant.compare(boundsOf(quarter, team).from, at) > 0)
        throw notFound("This quarter has not begun.");
      return c.json(figuresOf(await readRecap(deps, { team, quarter, at })), 200);
    },
  );
}

const rateFacts = (of: HitRate | undefined) =>
  of && { hits: of.hits, settled: of.settled, low: of.interval.low, high: of.interval.high };

function figuresOf(recap: Recap) {
  const { trackRecord, forecastAccuracy } = recap;
  return withoutAbsent({
    team: recap.team.id,
    quarter: quarterName(recap.quarter),
    from: recap.days.from.toString(),
    until: recap.days.until.toString(),
    isOver: recap.isOver,
    placed: recap.placed,
    running: recap.running,
    leadTime: recap.leadTime && { bets: recap.leadTime.bets, medianDays: recap.leadTime.medianDays },
    settled: recap.settled.map(betFacts),
    verdicts: recap.verdicts.map(({ kind, bets }) => ({ kind, bets })),
    hitRates: withoutAbsent({
      all: rateFacts(trackRecord.all),
      own: rateFacts(trackRecord.own),
      handedDown: rateFacts(trackRecord.handedDown),
      releasable: rateFacts(trackRecord.releasable),
      blocked: rateFacts(trackRecord.blocked),
    }),
    mandate: { ...recap.mandate },
    forecasts:
      "score" in forecastAccuracy
        ? {
            bets: forecastAccuracy.bets,
            hits: forecastAccuracy.hits,
            score: forecastAccuracy.score,
            baseRateScore: forecastAccuracy.baseRateScore,
          }
        : undefined,
    learnings: recap.learnings.map(learningFacts),
    keyResults: recap.keyResults.map(({ keyResult, pace, bets }) => keyResultFacts(keyResult, pace, bets)),
  });
}
