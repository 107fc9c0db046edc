import type { Team } from "#domain/teams/team.ts";

/**
 * Lines that a team sees once, at the end of its first message of each kind. Whether it is the first is read from the
 * record, so nothing is kept about who has seen what.
 */
export const FIRST_BET_HINT =
  "One tap is a vote, and the channel never sees whose. The first vote freezes the numbers; changing them later takes a reason.";

export const FIRST_VERDICT_HINT =
  "A verdict belongs to all of us. If it looks wrong, dispute it with a reason: the bet is open again until we agree.";

export const FIRST_RETRO_HINT =
  "It takes a few minutes: react to the themes, answer one anonymous question, add what is worth knowing next time. It closes by itself.";

export const firstDigestHint = ({ postsQuietWeeks }: Team): string =>
  `${postsQuietWeeks ? "" : "A week without news has no digest. "}/outcomes shows what is new at any time, for you alone.`;
