/** Prints what a command has to say: one JSON document, or words. */
export function print(value: object, words: readonly string[], { json }: { readonly json?: boolean }): void {
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : words.map((line) => `${line}\n`).join(""));
}

export const JSON_OPTION = ["--json", "print the result as one JSON document"] as const;

/** "2 bets, 1 retro": what there is none of is left out. */
export function listCounts(
  counts: ReadonlyArray<readonly [count: number, singular: string, plural?: string]>,
): string {
  const some = counts.filter(([count]) => count > 0);
  return some.map(([count, one, many = `${one}s`]) => `${count} ${count === 1 ? one : many}`).join(", ");
}
