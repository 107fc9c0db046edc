import { createRoute, z } from "@hono/zod-openapi";
import { thresholds, verdict } from "#domain/verdicts/verdict.ts";
import { findBet } from "#usecases/bets/find-bet.ts";
import {
  BET_STATES,
  progress,
  termsFacts,
  termsSchema,
  verdictFacts,
  VERDICTS,
  verdictSchema,
} from "./bet-fields.ts";
import { betParam } from "./bets.ts";
import { type ApiApp, type ApiDeps, betOf, json, noBet } from "#api/kit/context.ts";
import { figure, withoutAbsent } from "#api/kit/fields.ts";
import { type Guards, readingProblems } from "./guards/guard.ts";
import { readingFacts, readingSchema } from "./reading-fields.ts";

const verdictTerms = z
  .object({
    state: z.enum(BET_STATES),
    terms: termsSchema,
    amendedTerms: termsSchema
      .optional()
      .openapi({ description: "As last amended. The verdict is given under both." }),
    direction: z.enum(["up", "down"]),
    thresholds: z.object({ hit: figure, partWay: figure, missed: figure }).openapi({
      description:
        "From these values on, in the direction, the final reading is a hit, part-way or missed. Short of `missed` it backfired.",
    }),
    latest: z
      .object({ reading: readingSchema, wouldBe: z.enum(VERDICTS), progress })
      .optional()
      .openapi({ description: "The latest reading, and the verdict if it were the final one." }),
    verdict: verdictSchema.optional(),
  })
  .openapi("VerdictTerms");

export function verdictRoutes(api: ApiApp, deps: ApiDeps, { read }: Guards): void {
  api.openapi(
    createRoute({
      method: "get",
      path: "/bets/{bet}/verdict",
      operationId: "getVerdict",
      tags: ["Verdicts"],
      summary: "Get what decides a bet's verdict, and the verdict",
      description:
        "The verdict is computed from the terms on which the team voted. Settling and confirming is for people, in Slack.",
      ...read("read"),
      request: { params: betParam },
      responses: { 200: json(verdictTerms, "The terms and the verdict."), ...readingProblems },
    }),
    async (c) => {
      const { bet } = await betOf(deps, c, c.req.valid("param").bet);
      const found = await findBet(deps, { workspace: bet.workspace, bet: bet.id });
      if (!found.ok) throw noBet();
      const { terms, amended, state } = bet;
      const { latest } = found.value;
      const standing = latest && verdict(terms, latest.value);
      return c.json(
        withoutAbsent({
          state: state.kind,
          terms: termsFacts(terms),
          amendedTerms: amended && termsFacts(amended),
          direction: terms.target > terms.baseline ? ("up" as const) : ("down" as const),
          thresholds: thresholds(terms),
          latest: latest &&
            standing && {
              reading: readingFacts(latest),
              wouldBe: standing.kind,
              progress: standing.progress,
            },
          verdict: verdictFacts(bet),
        }),
        200,
      );
    },
  );
}
