import type { Migration } from "kysely/migration";
import { up as core } from "./0001-core.ts";

/** Every migration, in order. Forward only; a released one never changes. */
export const migrations: Record<string, Migration> = {
  "0001-core": { up: core },
};
