/** The line that a team's first digest ends with. */
export const FIRST_DIGEST =
  "A week without news has no digest. /outcomes shows what is new at any time, for you alone.";

/** A digest without that line, for tests that look at something else. */
export const withoutHint = (digest: string): string => digest.replace(`\n${FIRST_DIGEST}`, "");
