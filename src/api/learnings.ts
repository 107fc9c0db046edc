import { createRoute, z } from "@hono/zod-openapi";
import { pageLearnings } from "#usecases/learnings/page-learnings.ts";
import { type ApiApp, type ApiDeps, json, teamOf } from "#api/kit/context.ts";
import { id, idIn, moment, next, paging, withoutAbsent } from "#api/kit/fields.ts";
import { type Guards, readingProblems } from "./guards/guard.ts";
import { linkNext, readCursor, writeCursor } from "#api/kit/pages.ts";
import { teamParam } from "./teams.ts";
import type { Learning } from "#domain/learnings/learning.ts";

export const learningSchema = z
  .object({
    id,
    bet: id.openapi({ description: "The bet that taught it." }),
    text: z.string(),
    votes: z.int(),
    addedAt: moment,
  })
  .openapi("Learning");

export const learningFacts = ({ id: own, bet, text, votes, addedAt }: Learning) => ({
  id: own,
  bet,
  text,
  votes,
  addedAt: addedAt.toString({ smallestUnit: "second" }),
});

const LIST = "learnings";
const place = z
  .tuple([z.iso.datetime(), idIn])
  .transform(([addedAt, last]) => ({ addedAt: Temporal.Instant.from(addedAt), id: last }));

const listQuery = z.strictObject({
  text: z
    .string()
    .max(500)
    .refine((words) => words.isWellFormed() && !words.includes("\0"), "This has characters that no text has.")
    .optional()
    .openapi({ description: "Words that they all contain, as in a search in Slack." }),
  ...paging,
});

export function learningRoutes(api: ApiApp, deps: ApiDeps, { read }: Guards): void {
  api.openapi(
    createRoute({
      method: "get",
      path: "/teams/{team}/learnings",
      operationId: "listLearnings",
      tags: ["Learnings"],
      summary: "List what a team has learned",
      description: "The newest first.",
      ...read("read"),
      request: { params: teamParam, query: listQuery },
      responses: {
        200: json(z.object({ learnings: z.array(learningSchema), next }), "A page of learnings."),
        ...readingProblems,
      },
    }),
    async (c) => {
      const team = await teamOf(deps, c, c.req.valid("param").team);
      const { limit, cursor, text } = c.req.valid("query");
      const after = readCursor(LIST, place, cursor);
      const page = await pageLearnings(deps, team, withoutAbsent({ text, after }), limit);
      const last = page.more ? page.learnings.at(-1) : undefined;
      const more = last && writeCursor(LIST, [last.addedAt, last.id]);
      linkNext(c, more);
      const learnings = page.learnings.map(learningFacts);
      return c.json({ learnings, ...(more !== undefined && { next: more }) }, 200);
    },
  );
}
