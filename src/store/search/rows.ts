import type { Generated } from "kysely";

/** What the full-text index is built from; its words come from `indexedWords` in src/domain/search/search-query.ts. */
export type SearchTextRow = {
  position: Generated<number>;
  workspace: string;
  kind: "bet" | "learning";
  subject: string;
  team: string;
  /** The bet itself, or the one the learning came from. */
  bet: string;
  head: string;
  rest: string;
};
