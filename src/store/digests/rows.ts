/** What a digest or a posted week tells. The key is its delivery's, which a quiet week doesn't have. */
export type DigestRow = {
  workspace: string;
  key: string;
  team: string;
  moment: string;
  quiet: number;
  /** A `DigestContent` as JSON. */
  content: string;
};
