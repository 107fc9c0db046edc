import { readFileSync } from "node:fs";
import type { SourceName, SourceRefusal, Sources, SourceValue } from "#domain/sources/source.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { Variables } from "./file/fields.ts";
import { readSourceFile } from "./file/read-source-file.ts";
import type { Source } from "./file/schema.ts";
import { type Fetching, LIMITS, type Limits } from "./http/fetching.ts";
import { fetchCsv } from "./kinds/csv.ts";
import { fetchGrowthbook } from "./kinds/growthbook.ts";
import { fetchJson } from "./kinds/json.ts";
import { fetchPostgres } from "./kinds/postgres.ts";
import { fetchPosthog } from "./kinds/posthog.ts";
import { fetchPrometheus } from "./kinds/prometheus.ts";
import { codeOf, refuse } from "./values/refusals.ts";

type SourcesDeps = {
  /** The operator's `sources.yml`. Without one there are no sources. */
  readonly path: string | undefined;
  /** Where the file's secrets are, by name. */
  readonly env: Variables;
  readonly log: {
    readonly info: (facts: object, words: string) => void;
    readonly warn: (facts: object, words: string) => void;
  };
  readonly now: () => Temporal.Instant;
  readonly limits?: Limits;
};

export type OpenedSources = Sources & {
  /** Reads the file again. If anything in it is wrong, the sources stay as they are and the log says what. */
  readonly reload: () => void;
  /** Ends fetches that are under way, and those to come. */
  readonly cancelFetches: () => void;
};

/** Reads the operator's sources. A wrong file is refused with all that is wrong, by line. */
export function openSources(deps: SourcesDeps): Result<OpenedSources, readonly string[]> {
  const { path, env, log, now, limits = LIMITS } = deps;
  const load = () => (path === undefined ? ok([]) : readSources(path, env));
  const first = load();
  if (!first.ok) return first;
  let sources = byName(first.value);
  const stopping = new AbortController();

  return ok({
    names: () => [...sources.values()].map(toName).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    async fetch(name, day) {
      const source = sources.get(name);
      if (!source) return refuse("unknown-source", "no source has this name");
      const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(limits.timeoutMs)]);
      const value = await fetchSafely(source, day, { signal, limits, now });
      if (!value.ok)
        log.warn(
          { source: name, refusal: value.error.kind, detail: value.error.detail },
          "a source gave no number",
        );
      return value;
    },
    reload() {
      const loaded = load();
      if (!loaded.ok)
        return log.warn({ problems: loaded.error }, "the sources stay as they are: their file is wrong");
      sources = byName(loaded.value);
      log.info({ sources: sources.size }, "the sources were read again");
    },
    cancelFetches: () => stopping.abort(),
  });
}

function readSources(path: string, env: Variables): Result<readonly Source[], readonly string[]> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (fault) {
    return err([`the file can't be read (${codeOf(fault)}).`]);
  }
  return readSourceFile(text, env);
}

const byName = (sources: readonly Source[]): ReadonlyMap<string, Source> =>
  new Map(sources.map((source) => [source.name, source]));

const toName = ({ name, description }: Source): SourceName => ({
  name,
  ...(description !== undefined && { description }),
});

/** Whatever a source does, the answer is a refusal: a fault here would be one of the day's other jobs, too. */
async function fetchSafely(
  source: Source,
  day: Temporal.PlainDate,
  fetching: Fetching,
): Promise<Result<SourceValue, SourceRefusal>> {
  // Dates outside of these years aren't written with four digits.
  if (day.year < 1 || day.year > 9998) return refuse("misconfigured", "the day is out of range");
  try {
    return await fetchKind(source, day, fetching);
  } catch (fault) {
    return refuse("misconfigured", `an unexpected error: ${codeOf(fault)}`);
  }
}

function fetchKind(
  source: Source,
  day: Temporal.PlainDate,
  fetching: Fetching,
): Promise<Result<SourceValue, SourceRefusal>> {
  switch (source.kind) {
    case "json":
      return fetchJson(source, day, fetching);
    case "csv":
      return fetchCsv(source, day, fetching);
    case "prometheus":
      return fetchPrometheus(source, day, fetching);
    case "postgres":
      return fetchPostgres(source, day, fetching);
    case "posthog":
      return fetchPosthog(source, day, fetching);
    case "growthbook":
      return fetchGrowthbook(source, day, fetching);
  }
}
