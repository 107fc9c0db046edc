/**
 * Runs `run` on each item in turn. A fault doesn't keep the other items from their turn; it is thrown at the end. Between
 * items the process does what else has come in: SQLite answers without a pause, so thousands of items would hold up acks.
 */
export async function runEach<Item>(
  items: readonly Item[],
  run: (item: Item) => Promise<unknown>,
): Promise<void> {
  const faults: unknown[] = [];
  for (const item of items)
    try {
      await run(item);
    } catch (fault) {
      faults.push(fault);
    } finally {
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  throwAll(faults, items.length);
}

/** Like `runEach`, but with this many items at once. */
export async function runAtOnce<Item>(
  atOnce: number,
  items: readonly Item[],
  run: (item: Item) => Promise<unknown>,
): Promise<void> {
  const faults: unknown[] = [];
  const queue = items.values();
  async function work(): Promise<void> {
    for (const item of queue)
      try {
        await run(item);
      } catch (fault) {
        faults.push(fault);
      }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  throwAll(faults, items.length);
}

function throwAll(faults: readonly unknown[], items: number): void {
  if (faults.length === 1) throw faults[0];
  if (faults.length > 1) throw new AggregateError(faults, `${faults.length} of ${items} items failed`);
}
