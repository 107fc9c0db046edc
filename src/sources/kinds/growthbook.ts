import { z } from "zod";
import type { SourceRefusal, SourceValue } from "#domain/sources/source.ts";
import { ok, type Result } from "#domain/result.ts";
import { baseUrl, COMMON, idText, type SecretField } from "#sources/file/fields.ts";
import type { Fetching } from "#sources/http/fetching.ts";
import { request } from "#sources/http/request.ts";
import { withoutNoise } from "#sources/values/numbers.ts";
import { parseJson } from "#sources/values/parse-json.ts";
import { refuse } from "#sources/values/refusals.ts";

export const growthbookFields = (secret: SecretField) =>
  z.strictObject({
    ...COMMON,
    kind: z.literal("growthbook"),
    url: baseUrl.default("https://api.growthbook.io"),
    token: secret,
    experiment: idText,
    metric: idText,
    /** May be left out if there is only one beside the control. */
    variation: idText.optional(),
    /** The change against the control in percent, the variation's mean, or its mean in percent. */
    value: z.enum(["lift", "mean", "rate"]).default("lift"),
    /** The error of the first kind that the team accepts. */
    alpha: z.number().gt(0).lt(0.5).default(0.05),
  });

type GrowthbookSource = z.output<ReturnType<typeof growthbookFields>>;

const analysisOf = z.object({
  engine: z.enum(["bayesian", "frequentist"]),
  mean: z.number(),
  percentChange: z.number(),
  ciLow: z.number(),
  ciHigh: z.number(),
  pValue: z.number().nullish(),
  chanceToBeatControl: z.number().nullish(),
});
type Analysis = z.output<typeof analysisOf>;

const variationOf = z.object({ variationId: z.string(), analyses: z.array(analysisOf) });
const answerOf = z.object({
  result: z.object({
    results: z.array(
      z.object({
        checks: z.object({ srm: z.number().nullish() }),
        metrics: z.array(z.object({ metricId: z.string(), variations: z.array(variationOf) })),
      }),
    ),
  }),
});

/** GrowthBook's own threshold for "the groups are not as large as they should be", which spoils every comparison. */
const MISMATCH = 0.001;

export async function fetchGrowthbook(
  source: GrowthbookSource,
  _day: Temporal.PlainDate,
  fetching: Fetching,
): Promise<Result<SourceValue, SourceRefusal>> {
  const url = new URL(`${source.url}/api/v1/experiments/${source.experiment}/results`);
  const answer = await request(
    { url, headers: { accept: "application/json", authorization: `Bearer ${source.token}` } },
    fetching,
  );
  if (!answer.ok) return answer;
  const json = parseJson(answer.value);
  if (!json.ok) return json;
  const read = answerOf.safeParse(json.value);
  if (!read.success) return refuse("not-a-number", "the answer is not an experiment's results");
  const [result, ...more] = read.data.result.results;
  if (!result) return refuse("no-rows", "the experiment has no results yet");
  if (more.length > 0) return refuse("many-rows", "the results are split by a dimension");
  const metric = result.metrics.find(({ metricId }) => metricId === source.metric);
  if (!metric) return refuse("misconfigured", "the experiment doesn't have this metric");
  const compared = pick(metric.variations, source.variation);
  if (!compared.ok) return compared;
  const { control, variation } = compared.value;
  // GrowthBook writes 0 for everything that it has not computed.
  if (variation.ciLow === 0 && variation.ciHigh === 0)
    return refuse("no-rows", "the metric has no analysis yet");
  const isMismatch = (result.checks.srm ?? 1) < MISMATCH;
  return ok({
    ...measured(source.value, control, variation),
    evidence: "ab-test",
    significant: !isMismatch && isSignificant(variation, source.alpha),
  });
}

/** The control, which GrowthBook lists first, and the variation to compare with it. */
function pick(
  variations: readonly z.output<typeof variationOf>[],
  id: string | undefined,
): Result<{ control: Analysis; variation: Analysis }, SourceRefusal> {
  const [first, ...others] = variations;
  if (id === undefined && others.length > 1)
    return refuse("many-rows", `the experiment has ${others.length} variations: say which one`);
  const found = id === undefined ? others[0] : others.find(({ variationId }) => variationId === id);
  const [control] = first?.analyses ?? [];
  const [variation] = found?.analyses ?? [];
  if (!found) return refuse("misconfigured", "the experiment doesn't have this variation beside its control");
  return control && variation
    ? ok({ control, variation })
    : refuse("no-rows", "the metric has no analysis yet");
}

/** `percentChange` and the interval are fractions of the control's mean, whatever their names say. */
function measured(
  kind: GrowthbookSource["value"],
  control: Analysis,
  { mean, percentChange, ciLow, ciHigh }: Analysis,
): Pick<SourceValue, "value" | "interval"> {
  const interval = (factor: number) => ({
    from: withoutNoise(ciLow * factor),
    to: withoutNoise(ciHigh * factor),
  });
  switch (kind) {
    case "lift":
      return { value: withoutNoise(percentChange * 100), interval: interval(100) };
    case "mean":
      return { value: mean, interval: interval(control.mean) };
    case "rate":
      return { value: withoutNoise(mean * 100), interval: interval(control.mean * 100) };
  }
}

function isSignificant(
  { engine, pValue, chanceToBeatControl, ciLow, ciHigh }: Analysis,
  alpha: number,
): boolean {
  if (engine === "frequentist" && pValue) return pValue < alpha;
  if (engine === "bayesian" && chanceToBeatControl)
    return chanceToBeatControl > 1 - alpha || chanceToBeatControl < alpha;
  // 0 may mean "not computed"; the interval was.
  return ciLow > 0 || ciHigh < 0;
}
