import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import { importedBet } from "#domain/exports/imported-bet.ts";
import type { ImportedBet } from "#domain/exports/records.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { ImportProblem } from "#usecases/exports/import-tally.ts";
import { dayIn, idOf, instantIn, textIn } from "./cells.ts";
import { type ForeignBets, type ForeignOptions, MAX, refused } from "./foreign-source.ts";
import { pathOf } from "./json-document.ts";

/** Pages of a hundred experiments are far smaller. */
const MAX_BYTES = 32 * 2 ** 20;

/**
 * What `GET /api/v1/experiments` answers, as far as it is kept (Experiment.yaml of github.com/growthbook/growthbook).
 * The owner, the project, tags, variations and targeting are left out.
 */
const experiment = z.object({
  id: z.string().min(1),
  name: z.string(),
  hypothesis: z.string().optional(),
  description: z.string().optional(),
  dateCreated: z.string(),
  status: z.string(),
  phases: z.array(z.object({ dateStarted: z.string().optional(), dateEnded: z.string().optional() })),
  settings: z.object({ goals: z.array(z.object({ metricId: z.string() })) }),
  resultSummary: z.object({ status: z.string(), conclusions: z.string().optional() }).optional(),
});
type Experiment = z.output<typeof experiment>;

const answer = z.object({ experiments: z.array(experiment) });

export async function* growthBookBets(path: string, options: ForeignOptions): ForeignBets {
  if (statSync(path).size > MAX_BYTES)
    return yield err(refused(1, "", `is larger than ${MAX_BYTES / 2 ** 20} MB: import it page by page`));
  const read = parsed(path);
  if (!read.ok) return yield read;
  const experiments = answer.safeParse(read.value);
  if (!experiments.success) {
    const [issue] = experiments.error.issues;
    return yield err(
      refused(1, pathOf(issue?.path ?? []), `is not as GrowthBook has it: ${issue?.message ?? ""}`),
    );
  }
  for (const [index, one] of experiments.data.experiments.entries()) {
    // A draft is no bet yet.
    if (one.status === "draft") continue;
    const bet = betOf(one, `experiments[${index}]`, options);
    yield bet.ok ? ok({ line: 1, record: bet.value }) : bet;
  }
}

function parsed(path: string): Result<unknown, ImportProblem> {
  try {
    return ok(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path))));
  } catch {
    return err(refused(1, "", "is not JSON, or was cut off"));
  }
}

/** GrowthBook's default is two weeks and it lets experiments run for at least one; a month leaves room for both. */
const WEEKS_UNTIL_REVIEW = 4;

function betOf(
  one: Experiment,
  where: string,
  { team, now, redact }: ForeignOptions,
): Result<ImportedBet, ImportProblem> {
  const refuse = (field: string, message: string) => err(refused(1, `${where}.${field}`, message));
  const text = (value: string, max: number) => textIn(value, { max, redact });
  const title = text(one.name, MAX.title);
  if (!title.ok) return refuse("name", title.error);
  if (title.value === "") return refuse("name", "is empty");
  const why = one.hypothesis ? "hypothesis" : "description";
  const belief = text(one[why] ?? "", MAX.belief);
  if (!belief.ok) return refuse(why, belief.error);
  const conclusions = text(one.resultSummary?.conclusions ?? "", MAX.reason);
  if (!conclusions.ok) return refuse("resultSummary.conclusions", conclusions.error);
  const placedAt = instantIn(one.dateCreated);
  if (!placedAt.ok) return refuse("dateCreated", placedAt.error);

  const [first, last] = [one.phases[0], one.phases.at(-1)];
  const started = first?.dateStarted ? dayIn(first.dateStarted) : undefined;
  if (started && !started.ok) return refuse("phases[0].dateStarted", started.error);
  const ended = last?.dateEnded ? dayIn(last.dateEnded) : undefined;
  if (ended && !ended.ok) return refuse(`phases[${one.phases.length - 1}].dateEnded`, ended.error);
  const shippedOn = started?.value;
  const reviewOn =
    ended?.value ??
    (shippedOn ?? placedAt.value.toZonedDateTimeISO("UTC").toPlainDate()).add({ weeks: WEEKS_UNTIL_REVIEW });

  const metricId = one.settings.goals[0]?.metricId;
  const metric = text(`${metricId ?? "Experiment"} won (1) or not (0)`, MAX.metric);
  if (!metric.ok) return refuse("settings.goals[0].metricId", metric.error);
  const bet = {
    id: idOf("growthbook", team.id, one.id),
    title: title.value,
    belief: belief.value,
    terms: { metric: metric.value, unit: "", baseline: 0, target: 1, reviewOn },
    placedAt: placedAt.value,
    shippedOn,
    outcome: outcomeOf(one, { takenOn: reviewOn, conclusions: conclusions.value }),
  };
  return ok(importedBet(bet, team, now));
}

/** A running experiment has no outcome yet. One that stopped without a result stays for the team to settle. */
function outcomeOf(
  { status, resultSummary }: Experiment,
  { takenOn, conclusions }: { readonly takenOn: Temporal.PlainDate; readonly conclusions: string },
) {
  if (status !== "stopped") return undefined;
  const reason = conclusions || "Stopped in GrowthBook, without conclusions.";
  switch (resultSummary?.status) {
    case "won":
    case "lost": {
      const value = Number(resultSummary.status === "won");
      const note = conclusions.slice(0, MAX.note);
      return { reading: { value, takenOn, evidence: "ab-test" as const, significant: true, note } };
    }
    case "inconclusive":
      return { declared: "inconclusive" as const, reason };
    case "dnf":
      return { declared: "stopped-early" as const, reason };
    default:
      return undefined;
  }
}
