import { createRoute, z } from "@hono/zod-openapi";
import { CHOSEN } from "#domain/bets/mandate.ts";
import type { Team } from "#domain/teams/team.ts";
import { listTeams } from "#usecases/teams/list-teams.ts";
import { type ApiApp, type ApiDeps, json, teamOf } from "#api/kit/context.ts";
import { id, idIn } from "#api/kit/fields.ts";
import { type Guards, readingProblems } from "./guards/guard.ts";

const teamFields = {
  id,
  name: z.string().openapi({ example: "Growth" }),
  channel: z.string().openapi({ description: "Its channel's id in Slack.", example: "C0GROWTH" }),
  timeZone: z
    .string()
    .openapi({ description: "The IANA time zone of all its days.", example: "Europe/Berlin" }),
};

const listedTeam = z
  .object({
    ...teamFields,
    openBets: z
      .array(z.object({ id, number: z.int() }))
      .openapi({ description: "The bets that take readings, by number." }),
  })
  .openapi("ListedTeam");

const team = z
  .object({
    ...teamFields,
    usuallyChosen: z.enum(CHOSEN).openapi({ description: "Who chooses its bets as a rule." }),
    digest: z.object({
      day: z.int().min(1).max(7).openapi({ description: "1 is Monday." }),
      time: z.string().openapi({ example: "10:00" }),
    }),
  })
  .openapi("Team");

export const teamParam = z.object({ team: idIn.openapi({ description: "A team's id." }) });

export function teamRoutes(api: ApiApp, deps: ApiDeps, { read }: Guards): void {
  api.openapi(
    createRoute({
      method: "get",
      path: "/teams",
      operationId: "listTeams",
      tags: ["Teams"],
      summary: "List the teams that the token is for",
      description: "Any token may ask this, so that a job with the scope `readings` finds its bets.",
      ...read(),
      responses: {
        200: json(z.object({ teams: z.array(listedTeam) }), "The teams, by name."),
        ...readingProblems,
      },
    }),
    async (c) => {
      const listed = await listTeams(deps, c.var.access);
      const teams = listed.map(({ team: one, open }) => ({
        ...teamFacts(one),
        openBets: open.map((bet) => ({ id: bet.id, number: bet.number })),
      }));
      return c.json({ teams }, 200);
    },
  );

  api.openapi(
    createRoute({
      method: "get",
      path: "/teams/{team}",
      operationId: "getTeam",
      tags: ["Teams"],
      summary: "Get a team",
      ...read("read"),
      request: { params: teamParam },
      responses: { 200: json(team, "The team."), ...readingProblems },
    }),
    async (c) => {
      const found = await teamOf(deps, c, c.req.valid("param").team);
      const { digestDay, digestTime, defaultChosen } = found;
      return c.json(
        {
          ...teamFacts(found),
          usuallyChosen: defaultChosen,
          digest: { day: digestDay, time: digestTime.toString({ smallestUnit: "minute" }) },
        },
        200,
      );
    },
  );
}

const teamFacts = ({ id: own, name, channel, timeZone }: Team) => ({ id: own, name, channel, timeZone });
