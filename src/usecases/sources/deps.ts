import type { Sources } from "#domain/sources/source.ts";
import type { Deps } from "#usecases/deps.ts";

/** The dependencies of use cases that ask the operator's metric sources for numbers. */
export type SourceDeps = Deps & { readonly sources: Sources };
