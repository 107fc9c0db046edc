import type { Store } from "#store/store.ts";

/** The dependencies of every use case. Time and ids are injected so that tests and the sandbox can control them. */
export type Deps = {
  readonly store: Store;
  readonly now: () => Temporal.Instant;
  readonly newId: () => string;
};
