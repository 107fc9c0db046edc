import { createRoute, z } from "@hono/zod-openapi";
import { betsBehind, type Contribution } from "#domain/goals/contribution.ts";
import type { KeyResult, Objective } from "#domain/goals/goal.ts";
import { pace } from "#domain/goals/pace.ts";
import { findContributions, findKeyResultPage } from "#usecases/goals/find-contribution.ts";
import { listGoals } from "#usecases/goals/list-goals.ts";
import { recordKeyResult } from "#usecases/goals/record-key-result.ts";
import { todayOf } from "#usecases/deps.ts";
import { type ApiApp, type ApiDeps, json, teamOf } from "#api/kit/context.ts";
import { day, figure, id, idIn, number, withoutAbsent } from "#api/kit/fields.ts";
import {
  changingHeaders as headers,
  changingProblems,
  type Guards,
  readingProblems,
} from "./guards/guard.ts";
import { notFound, refused } from "#api/kit/problems.ts";
import { teamParam } from "./teams.ts";

const PACES = ["reached", "not-begun", "on-pace", "ahead", "behind"] as const satisfies ReadonlyArray<
  ReturnType<typeof pace>["kind"]
>;

export const keyResultSchema = z
  .object({
    id,
    objective: id,
    metric: z.string(),
    unit: z.string(),
    baseline: figure,
    target: figure,
    value: figure.openapi({ description: "Where it is now." }),
    pace: z
      .object({
        kind: z.enum(PACES),
        by: figure.optional().openapi({ description: "By how much, in the metric's unit." }),
      })
      .openapi({ description: "Compared with an even pace through the objective's period." }),
    bets: z.array(z.int()).openapi({ description: "The numbers of the bets that serve it." }),
  })
  .openapi("KeyResult");

const goalSchema = z
  .object({
    id,
    title: z.string(),
    from: day,
    until: day,
    state: z.enum(["open", "closed"]),
    keyResults: z.array(keyResultSchema),
  })
  .openapi("Goal", { description: "An objective with its key results." });

const newValue = z
  .strictObject({ value: number.openapi({ description: "In the key result's unit.", example: 61 }) })
  .openapi("NewValue");

export const keyResultFacts = (
  keyResult: KeyResult,
  against: ReturnType<typeof pace>,
  bets: readonly number[],
) => ({
  id: keyResult.id,
  objective: keyResult.objective,
  metric: keyResult.metric,
  unit: keyResult.unit,
  baseline: keyResult.baseline,
  target: keyResult.target,
  value: keyResult.current,
  pace: withoutAbsent({ kind: against.kind, by: "by" in against ? against.by : undefined }),
  bets: [...bets],
});

const withPace = (
  keyResult: KeyResult,
  objective: Objective,
  today: Temporal.PlainDate,
  contribution: Contribution | undefined,
) =>
  keyResultFacts(keyResult, pace(keyResult, objective, today), contribution ? betsBehind(contribution) : []);

export function goalRoutes(api: ApiApp, deps: ApiDeps, { read, change }: Guards): void {
  api.openapi(
    createRoute({
      method: "get",
      path: "/teams/{team}/goals",
      operationId: "listGoals",
      tags: ["Goals"],
      summary: "List a team's goals",
      ...read("read"),
      request: {
        params: teamParam,
        query: z.strictObject({
          state: z
            .enum(["open", "all"])
            .default("open")
            .openapi({ description: "`all` has closed ones, too." }),
        }),
      },
      responses: { 200: json(z.object({ goals: z.array(goalSchema) }), "The goals."), ...readingProblems },
    }),
    async (c) => {
      const team = await teamOf(deps, c, c.req.valid("param").team);
      const { workspace } = team;
      const goals = await listGoals(deps, { workspace, team: team.id, which: c.req.valid("query").state });
      const contributions = await findContributions(deps, { workspace, goals });
      const today = todayOf(deps, team);
      return c.json(
        {
          goals: goals.map(({ objective, keyResults }) => ({
            id: objective.id,
            title: objective.title,
            from: objective.from.toString(),
            until: objective.until.toString(),
            state: objective.state,
            keyResults: keyResults.map((one) => withPace(one, objective, today, contributions.get(one.id))),
          })),
        },
        200,
      );
    },
  );

  api.openapi(
    createRoute({
      method: "put",
      path: "/key-results/{keyResult}/value",
      operationId: "setKeyResultValue",
      tags: ["Goals"],
      summary: "Record where a key result is now",
      ...change("write"),
      request: {
        params: z.object({ keyResult: idIn.openapi({ description: "A key result's id." }) }),
        headers,
        body: { ...json(newValue, "The value."), required: true },
      },
      responses: { 200: json(keyResultSchema, "The key result."), ...changingProblems },
    }),
    async (c) => {
      const { workspace, team } = c.var.access;
      const asked = { workspace, keyResult: c.req.valid("param").keyResult };
      const before = await findKeyResultPage(deps, asked);
      if (!before.ok || (team !== undefined && before.value.objective.team !== team))
        throw notFound("There is no such key result, or this token is not for its team.");
      const { objective, today, contribution } = before.value;
      c.set("team", objective.team);
      const current = c.req.valid("json").value;
      const recorded = await recordKeyResult(deps, { ...asked, objective: objective.id, current });
      if (!recorded.ok) throw refused(recorded.error);
      return c.json(withPace(recorded.value, objective, today, contribution), 200);
    },
  );
}
