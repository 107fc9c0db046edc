import { createRoute, z } from "@hono/zod-openapi";
import { CHOSEN, DEPENDENCIES } from "#domain/bets/mandate.ts";
import { REVIEW_AFTER_SHIPPING } from "#domain/bets/shipping.ts";
import { LIMITS } from "#slack/kit/text.ts";
import { placeBet } from "#usecases/bets/place-bet.ts";
import { shipBet } from "#usecases/bets/ship-bet.ts";
import { closeConfidence } from "#usecases/confidence/close-confidence.ts";
import { settleBet } from "#usecases/verdicts/settle-bet.ts";
import { betFacts, betSchema } from "./bet-fields.ts";
import { betParam } from "./bets.ts";
import { type ApiApp, type ApiDeps, betOf, json, teamOf } from "#api/kit/context.ts";
import { dayIn, idIn, notAPerson, number, text, withoutAbsent } from "#api/kit/fields.ts";
import { changingHeaders as headers, changingProblems, type Guards } from "./guards/guard.ts";
import { refused } from "#api/kit/problems.ts";
import { teamParam } from "./teams.ts";
import { checkWording } from "#api/kit/wording.ts";

const newBet = z
  .strictObject({
    title: text(LIMITS.title).openapi({
      description: "What we change.",
      example: "Checklist on first login",
    }),
    metric: text(LIMITS.metric).openapi({ example: "activation" }),
    unit: text(LIMITS.unit).optional().openapi({ description: "Absent for a bare number.", example: "%" }),
    baseline: number.openapi({ description: "Where the metric stands now.", example: 32 }),
    target: number.openapi({ example: 40 }),
    reviewOn: dayIn.openapi({
      description: "When the team looks at it: tomorrow or later.",
      example: "2027-01-15",
    }),
    reviewAfterShippingDays: z
      .union(REVIEW_AFTER_SHIPPING.map((days) => z.literal(days)))
      .optional()
      .openapi({ description: "Then the review is this many days after shipping, and `reviewOn` a plan." }),
    belief: text(LIMITS.belief).optional().openapi({ description: "We believe ... because ..." }),
    guardrail: text(LIMITS.title).optional().openapi({ description: "A metric that must not suffer." }),
    keyResult: idIn.optional().openapi({ description: "The id of the key result that it serves." }),
    cites: idIn.optional().openapi({ description: "The id of the learning that it builds on." }),
    chosen: z
      .enum(CHOSEN)
      .optional()
      .openapi({ description: "Who chose it. Absent: as the team's settings say." }),
    dependency: z
      .enum(DEPENDENCIES)
      .optional()
      .openapi({ description: "What the release depends on. Absent if the team can release it alone." }),
    notAPerson,
  })
  .openapi("NewBet");

const shipping = z
  .strictObject({
    shippedOn: dayIn.optional().openapi({
      description: "The day it reached users. Absent: today, unless it is marked as shipped already.",
      example: "2026-11-02",
    }),
  })
  .openapi("Shipping");

const stopping = z
  .strictObject({
    reason: text(LIMITS.reason).openapi({
      description: "Why, in a sentence that the whole team can own.",
      example: "Half of the users never see the page.",
    }),
    notAPerson,
  })
  .openapi("Stopping");

/** The fields that can mend what placing a bet refuses. */
const FIELDS = {
  "target-equals-baseline": "target",
  "review-not-ahead": "reviewOn",
  "key-result-not-found": "keyResult",
  "learning-not-found": "cites",
} as const;

export function betChangeRoutes(api: ApiApp, deps: ApiDeps, { change }: Guards): void {
  const write = change("write");

  api.openapi(
    createRoute({
      method: "post",
      path: "/teams/{team}/bets",
      operationId: "placeBet",
      tags: ["Bets"],
      summary: "Place a bet",
      description:
        "As the form in Slack does: its card is posted in the team's channel, with the sealed poll.",
      ...write,
      request: { params: teamParam, headers, body: { ...json(newBet, "The bet."), required: true } },
      responses: {
        201: { ...json(betSchema, "The bet, with its number."), headers: location },
        ...changingProblems,
      },
    }),
    async (c) => {
      const team = await teamOf(deps, c, c.req.valid("param").team);
      const { notAPerson: kept, ...body } = c.req.valid("json");
      const { title, belief, metric, unit = "", guardrail } = body;
      await checkWording(deps, team, { title, belief, metric, unit: body.unit, guardrail }, kept);
      const placed = await placeBet(deps, {
        workspace: team.workspace,
        team: team.id,
        id: c.var.newId,
        draft: withoutAbsent({
          title,
          belief: belief ?? "",
          terms: { metric, unit, baseline: body.baseline, target: body.target, reviewOn: body.reviewOn },
          reviewAfterShipping: body.reviewAfterShippingDays,
          guardrail,
          keyResult: body.keyResult,
          cites: body.cites,
          mandate: withoutAbsent({
            chosen: body.chosen ?? team.defaultChosen,
            dependency: body.dependency,
          }),
        }),
      });
      if (!placed.ok) throw refused(placed.error, FIELDS);
      c.set("bet", placed.value.id);
      void deps.deliver();
      c.header("location", `/api/v1/bets/${placed.value.id}`);
      return c.json(betFacts(placed.value), 201);
    },
  );

  api.openapi(
    createRoute({
      method: "post",
      path: "/bets/{bet}/ship",
      operationId: "shipBet",
      tags: ["Bets"],
      summary: "Mark a bet as shipped",
      description: "With another day, corrects the day. Sent again with the same day, it changes nothing.",
      ...write,
      request: { params: betParam, headers, body: json(shipping, "The day, if it isn't today.") },
      responses: { 200: json(betSchema, "The bet."), ...changingProblems },
    }),
    async (c) => {
      const { bet, team } = await betOf(deps, c, c.req.valid("param").bet);
      const { shippedOn: on } = c.req.valid("json");
      const shipped = await shipBet(deps, {
        workspace: team.workspace,
        bet: bet.id,
        ...(on && { on }),
      });
      if (!shipped.ok) {
        if (shipped.error.kind === "already-shipped") return c.json(betFacts(bet), 200);
        throw refused(shipped.error, { "shipped-in-the-future": "shippedOn" });
      }
      void deps.deliver();
      return c.json(betFacts(shipped.value.bet), 200);
    },
  );

  api.openapi(
    createRoute({
      method: "post",
      path: "/bets/{bet}/stop",
      operationId: "stopBet",
      tags: ["Bets"],
      summary: "Stop a bet early",
      description:
        "On evidence. The verdict is provisional: the team confirms or disputes it in Slack within 24 hours.",
      ...write,
      request: { params: betParam, headers, body: { ...json(stopping, "The reason."), required: true } },
      responses: { 200: json(betSchema, "The bet, with its provisional verdict."), ...changingProblems },
    }),
    async (c) => {
      const { bet, team } = await betOf(deps, c, c.req.valid("param").bet);
      const { reason, notAPerson: kept } = c.req.valid("json");
      await checkWording(deps, team, { reason }, kept);
      const named = { workspace: team.workspace, bet: bet.id };
      const stopped = await settleBet(deps, { ...named, settling: { kind: "stopped-early", reason } });
      if (!stopped.ok) throw refused(stopped.error);
      void closeConfidence(deps, named)
        .catch((fault: unknown) => void deps.onFault(fault))
        .then(deps.deliver);
      return c.json(betFacts(stopped.value), 200);
    },
  );
}

const location = z.object({ location: z.string().openapi({ description: "Where the bet is." }) });
