import { err, ok } from "#domain/result.ts";
import type { SourceRefusal, Sources, SourceValue } from "#domain/sources/source.ts";

type Answer = SourceValue | SourceRefusal["kind"];

/** The operator's sources, which a test changes as it runs. Remembers what was asked. */
export function fakeSources(defined: Readonly<Record<string, Answer>>) {
  const answers = new Map(Object.entries(defined));
  const asked: string[] = [];
  let held: Promise<void> | undefined;
  const sources: Sources = {
    names: () => [...answers.keys()].toSorted().map((name) => ({ name, description: `${name} of the shop` })),
    async fetch(name, day) {
      asked.push(`${name} ${day.toString()}`);
      await held;
      const answer = answers.get(name) ?? "unknown-source";
      return typeof answer === "string" ? err({ kind: answer, detail: "as the test says" }) : ok(answer);
    },
  };
  return {
    sources,
    asked,
    set: (name: string, answer: Answer) => void answers.set(name, answer),
    remove: (name: string) => void answers.delete(name),
    /** Lets no fetch end before the returned function is called. */
    hold(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
  };
}
