import type { Store } from "#store/store.ts";

/** What every use case works with. Time and ids come in from outside, so that a test or the sandbox can set them. */
export type Deps = {
  readonly store: Store;
  readonly now: () => Temporal.Instant;
  readonly newId: () => string;
};
