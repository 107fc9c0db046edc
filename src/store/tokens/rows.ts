export type TokenRow = {
  workspace: string;
  id: string;
  /** Null: for every team of the workspace. */
  team: string | null;
  kind: string;
  name: string;
  /** Separated by spaces. */
  scopes: string;
  hash: string;
  created_on: string;
  last_used_on: string | null;
};
