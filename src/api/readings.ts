import { createRoute, z } from "@hono/zod-openapi";
import { EXPERIMENTS } from "#domain/readings/reading.ts";
import { LIMITS } from "#slack/kit/text.ts";
import { todayOf } from "#usecases/deps.ts";
import { pageReadings } from "#usecases/readings/page-readings.ts";
import { takeReading } from "#usecases/readings/take-reading.ts";
import { betParam } from "./bets.ts";
import { type ApiApp, type ApiDeps, betOf, json } from "#api/kit/context.ts";
import { dayIn, id, idIn, next, notAPerson, number, paging, text, withoutAbsent } from "#api/kit/fields.ts";
import {
  changingHeaders as headers,
  changingProblems,
  type Guards,
  readingProblems,
} from "./guards/guard.ts";
import { linkNext, readCursor, writeCursor } from "#api/kit/pages.ts";
import { refused } from "#api/kit/problems.ts";
import { evidence, readingFacts, readingFields } from "./reading-fields.ts";
import { checkWording } from "#api/kit/wording.ts";

const recorded = z.object({ id, ...readingFields }).openapi("Reading");

const newReading = z
  .strictObject({
    value: number.openapi({ description: "In the bet's unit.", example: 34.5 }),
    takenOn: dayIn.optional().openapi({ description: "Absent: today.", example: "2026-11-02" }),
    evidence: evidence.default("before-after"),
    significant: z
      .boolean()
      .optional()
      .openapi({ description: "Only of `ab-test` and `holdout`: whether the difference was significant." }),
    note: text(LIMITS.note)
      .optional()
      .openapi({ description: "A link, or a few words about the number's source." }),
    notAPerson,
  })
  .openapi("NewReading");

const LIST = "readings";
const place = z.tuple([z.iso.date(), z.iso.datetime(), idIn]).transform(([takenOn, addedAt, last]) => ({
  takenOn: Temporal.PlainDate.from(takenOn),
  addedAt: Temporal.Instant.from(addedAt),
  id: last,
}));

export function readingRoutes(api: ApiApp, deps: ApiDeps, { read, change }: Guards): void {
  api.openapi(
    createRoute({
      method: "get",
      path: "/bets/{bet}/readings",
      operationId: "listReadings",
      tags: ["Readings"],
      summary: "List a bet's readings",
      description: "The latest first.",
      ...read("read"),
      request: { params: betParam, query: z.strictObject(paging) },
      responses: {
        200: json(z.object({ readings: z.array(recorded), next }), "A page of readings."),
        ...readingProblems,
      },
    }),
    async (c) => {
      const { bet } = await betOf(deps, c, c.req.valid("param").bet);
      const { limit, cursor } = c.req.valid("query");
      const after = readCursor(LIST, place, cursor);
      const named = { workspace: bet.workspace, bet: bet.id };
      const page = await pageReadings(deps, { ...named, ...(after && { after }) }, limit);
      const last = page.more ? page.readings.at(-1) : undefined;
      const more = last && writeCursor(LIST, [last.reading.takenOn, last.addedAt, last.id]);
      linkNext(c, more);
      const readings = page.readings.map((one) => ({ id: one.id, ...readingFacts(one.reading) }));
      return c.json({ readings, ...(more !== undefined && { next: more }) }, 200);
    },
  );

  api.openapi(
    createRoute({
      method: "post",
      path: "/bets/{bet}/readings",
      operationId: "addReading",
      tags: ["Readings"],
      summary: "Add a reading",
      description: "The bet has to be open. Its card follows along, and its thread says the reading.",
      ...change("readings"),
      request: { params: betParam, headers, body: { ...json(newReading, "The reading."), required: true } },
      responses: { 201: json(recorded, "The reading."), ...changingProblems },
    }),
    async (c) => {
      const { bet, team } = await betOf(deps, c, c.req.valid("param").bet);
      const { value, takenOn = todayOf(deps, team), significant, note, ...body } = c.req.valid("json");
      await checkWording(deps, team, { note }, body.notAPerson);
      const isExperiment = EXPERIMENTS.includes(body.evidence);
      const reading = withoutAbsent({
        value,
        takenOn,
        evidence: body.evidence,
        significant: isExperiment ? significant : undefined,
        note,
      });
      const own = c.var.newId;
      const taken = await takeReading(deps, { workspace: bet.workspace, bet: bet.id, id: own, reading });
      if (!taken.ok) throw refused(taken.error, { "reading-in-the-future": "takenOn" });
      void deps.deliver();
      return c.json({ id: own, ...readingFacts(reading) }, 201);
    },
  );
}
