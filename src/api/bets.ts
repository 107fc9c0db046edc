import { createRoute, z } from "@hono/zod-openapi";
import { findBetNumbered } from "#usecases/bets/find-bet.ts";
import { filterBets } from "#usecases/bets/filter-bets.ts";
import { betFacts, BET_STATES, betSchema, VERDICTS } from "./bet-fields.ts";
import { type ApiApp, type ApiDeps, betOf, json, noBet, teamOf } from "#api/kit/context.ts";
import { dayIn, id, idIn, next, paging, withoutAbsent } from "#api/kit/fields.ts";
import { type Guards, readingProblems } from "./guards/guard.ts";
import { linkNext, readCursor, writeCursor } from "#api/kit/pages.ts";
import { teamParam } from "./teams.ts";

export const betParam = z.object({ bet: idIn.openapi({ description: "A bet's id." }) });

/** PostgreSQL's integers end at ten digits. */
const numberParam = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)
  .openapi({ type: "integer", description: "A bet's number within the team: 12 for #12." });

const LIST = "bets";

const listQuery = z.strictObject({
  state: z
    .enum(BET_STATES)
    .optional()
    .openapi({ description: "Settled bets are `provisional`, then `final`." }),
  verdict: z.enum(VERDICTS).optional(),
  reviewBefore: dayIn.optional().openapi({ description: "With a review before this day." }),
  reviewAfter: dayIn.optional().openapi({ description: "With a review after this day." }),
  keyResult: id.max(64).optional().openapi({ description: "The id of the key result that they serve." }),
  text: z
    .string()
    .max(500)
    .refine((words) => words.isWellFormed() && !words.includes("\0"), "This has characters that no text has.")
    .optional()
    .openapi({ description: "Words that they all contain, as in a search in Slack." }),
  ...paging,
});

export function betRoutes(api: ApiApp, deps: ApiDeps, { read }: Guards): void {
  api.openapi(
    createRoute({
      method: "get",
      path: "/teams/{team}/bets",
      operationId: "listBets",
      tags: ["Bets"],
      summary: "List a team's bets",
      description:
        "The highest number first. A bet has to pass all filters. A page may be shorter than `limit` although there are more: go on as long as there is `next`.",
      ...read("read"),
      request: { params: teamParam, query: listQuery },
      responses: {
        200: json(z.object({ bets: z.array(betSchema), next }), "A page of bets."),
        ...readingProblems,
      },
    }),
    async (c) => {
      const team = await teamOf(deps, c, c.req.valid("param").team);
      const { limit, cursor, ...filters } = c.req.valid("query");
      if (filters.keyResult !== undefined && !idIn.safeParse(filters.keyResult).success)
        return c.json({ bets: [] }, 200);
      const below = readCursor(LIST, z.int().min(0).max(999_999_999), cursor);
      const page = await filterBets(deps, team, withoutAbsent({ ...filters, below }), limit);
      const more = page.below === undefined ? undefined : writeCursor(LIST, page.below);
      linkNext(c, more);
      return c.json({ bets: page.bets.map(betFacts), ...(more !== undefined && { next: more }) }, 200);
    },
  );

  api.openapi(
    createRoute({
      method: "get",
      path: "/teams/{team}/bets/{number}",
      operationId: "getBetByNumber",
      tags: ["Bets"],
      summary: "Get a bet by its number",
      ...read("read"),
      request: { params: teamParam.extend({ number: numberParam }) },
      responses: { 200: json(betSchema, "The bet."), ...readingProblems },
    }),
    async (c) => {
      const { team: asked, number } = c.req.valid("param");
      const team = await teamOf(deps, c, asked);
      const found = await findBetNumbered(deps, { workspace: team.workspace, team: team.id, number });
      if (!found.ok) throw noBet();
      return c.json(betFacts(found.value), 200);
    },
  );

  api.openapi(
    createRoute({
      method: "get",
      path: "/bets/{bet}",
      operationId: "getBet",
      tags: ["Bets"],
      summary: "Get a bet",
      ...read("read"),
      request: { params: betParam },
      responses: { 200: json(betSchema, "The bet."), ...readingProblems },
    }),
    async (c) => c.json(betFacts((await betOf(deps, c, c.req.valid("param").bet)).bet), 200),
  );
}
