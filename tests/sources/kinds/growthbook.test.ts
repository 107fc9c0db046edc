import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fetchFrom, serving } from "#tests/support/sources.ts";

type Experiment = {
  result: {
    results: {
      checks: { srm: number };
      metrics: { metricId: string; variations: { variationId: string; analyses: object[] }[] }[];
    }[];
  };
};

/** A recorded answer, a little changed. */
function recorded(
  engine: "bayesian" | "frequentist",
  change: (answer: Experiment) => void = () => {},
): string {
  const path = join(import.meta.dirname, `../fixtures/growthbook-${engine}.json`);
  const answer = JSON.parse(readFileSync(path, "utf8")) as Experiment;
  change(answer);
  return JSON.stringify(answer);
}

const analysis = (more: object) => (answer: Experiment) =>
  void Object.assign(answer.result.results[0]!.metrics[0]!.variations[1]!.analyses[0]!, more);

const ask = async (answer: string, more = "") => {
  await using server = await serving(answer);
  const fetched = await fetchFrom(
    `kind: growthbook\nurl: ${server.url}\ntoken: {env: GB}\nexperiment: exp_checkout\nmetric: met_orders\n${more}`,
    { env: { GB: "secret_abc" } },
  );
  return { ...fetched, request: server.received[0] };
};

test("the lift comes in percent with its interval, as an A/B test that was significant", async () => {
  const { request, ...fetched } = await ask(recorded("bayesian"));
  expect(fetched).toMatchObject({
    ok: true,
    value: { value: 6.875, interval: { from: 2.81, to: 10.94 }, evidence: "ab-test", significant: true },
  });
  expect(request).toMatchObject({
    url: "/api/v1/experiments/exp_checkout/results",
    headers: { authorization: "Bearer secret_abc" },
  });
});

test.each([
  ["mean", { value: 0.342, interval: { from: 0.008992, to: 0.035008 } }],
  ["rate", { value: 34.2, interval: { from: 0.8992, to: 3.5008 } }],
])("value: %s is the variation's own, with the change in its unit", async (kind, value) => {
  expect(await ask(recorded("bayesian"), `value: ${kind}`)).toMatchObject({ ok: true, value });
});

test.each([
  ["a chance of 94 %", "bayesian", { chanceToBeatControl: 0.94 }, false],
  ["a chance of 4 % of being better", "bayesian", { chanceToBeatControl: 0.04 }, true],
  ["p = 0.364", "frequentist", {}, false],
  ["p = 0.049", "frequentist", { pValue: 0.049 }, true],
  ["no p, an interval around 0", "frequentist", { pValue: 0 }, false],
  ["no p, an interval above 0", "frequentist", { pValue: null, ciLow: 0.01 }, true],
  ["no chance, an interval below 0", "bayesian", { chanceToBeatControl: 0, ciLow: -2, ciHigh: -1 }, true],
] as const)("%s (%s): significant is %o %s", async (_, engine, change, significant) => {
  expect(await ask(recorded(engine, analysis(change)))).toMatchObject({ value: { significant } });
});

test("a stricter alpha makes the same result insignificant", async () => {
  const answer = recorded("frequentist", analysis({ pValue: 0.03 }));
  expect(await ask(answer)).toMatchObject({ value: { significant: true } });
  expect(await ask(answer, "alpha: 0.01")).toMatchObject({ value: { significant: false } });
});

test("groups of sizes that chance doesn't explain make no difference significant", async () => {
  const answer = recorded("bayesian", ({ result }) => (result.results[0]!.checks.srm = 0.0001));
  expect(await ask(answer)).toMatchObject({ value: { value: 6.875, significant: false } });
});

test.each([
  ["a metric without an analysis", recorded("bayesian", analysis({ ciLow: 0, ciHigh: 0 })), "", "no-rows"],
  ["no results yet", recorded("bayesian", ({ result }) => (result.results = [])), "", "no-rows"],
  [
    "results by country",
    recorded("bayesian", ({ result }) => result.results.push(result.results[0]!)),
    "",
    "many-rows",
  ],
  ["another variation", recorded("bayesian"), "variation: var_long", "misconfigured"],
  ["the control", recorded("bayesian"), "variation: var_control", "misconfigured"],
  [
    "several variations",
    recorded("bayesian", ({ result: { results } }) => {
      const { variations } = results[0]!.metrics[0]!;
      variations.push({ ...variations[1]!, variationId: "var_third" });
    }),
    "",
    "many-rows",
  ],
  [
    "a metric that it doesn't have",
    recorded("bayesian").replaceAll("met_orders", "met_other"),
    "",
    "misconfigured",
  ],
  ["null where a number was", recorded("bayesian", analysis({ percentChange: null })), "", "not-a-number"],
  ["another answer", '{"message": "hello"}', "", "not-a-number"],
])("%s is refused", async (_, answer, more, kind) => {
  expect(await ask(answer, more)).toMatchObject({ ok: false, error: { kind } });
});
