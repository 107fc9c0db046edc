import type { RichTextBlock } from "@slack/types";
import type { EarlierOutcome } from "#domain/search/echo.ts";
import type { Team } from "#domain/teams/team.ts";
import { bold, bullets, paragraph, type Span } from "#slack/kit/blocks.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import type { BetOfTeam, EchoOfTeams, LearningOfTeam } from "#usecases/search/find-echoes.ts";
import { verdictInShort } from "#slack/surfaces/bets/bet-words.ts";

/** Titles and learnings are clipped here; the card and the retro have them in full. */
const MAX_TITLE_LENGTH = 60;
const MAX_LEARNING_LENGTH = 200;
const MAX_LEARNINGS = 2;

const CAME_OUT_WORDS: Readonly<Record<EarlierOutcome, string>> = {
  hit: "hit",
  "part-way": "part-way",
  missed: "missed",
  backfired: "backfired",
  inconclusive: "inconclusive",
  "stopped-early": "stopped early",
  invalid: "invalid",
  open: "still open",
};

/** Earlier bets that resemble the one in the form: how they came out, some of them, and what was learned. */
export function echoBlocks(echo: EchoOfTeams, own: Team): RichTextBlock[] {
  const { bets, learnings } = echo;
  return [
    ...(bets.length > 0
      ? [
          paragraph([bold("Seen before"), ` · ${resemblingWords(echo)}`]),
          bullets(bets.map((earlier) => earlierLine(earlier, own))),
        ]
      : []),
    ...(learnings.length > 0
      ? [
          paragraph([bold("What we learned")]),
          bullets(learnings.slice(0, MAX_LEARNINGS).map((learned) => learnedLine(learned, own))),
        ]
      : []),
  ];
}

/** "4 earlier bets resemble this one: 1 hit, 2 missed, 1 still open." */
function resemblingWords({ resembling, counts, more }: EchoOfTeams): string {
  const words = counts.map(({ cameOut, bets }) => `${bets} ${CAME_OUT_WORDS[cameOut]}`).join(", ");
  const bets = resembling === 1 ? "earlier bet resembles" : "earlier bets resemble";
  return `${more ? "At least " : ""}${resembling} ${bets} this one: ${words}.`;
}

/** "#9 Annual plan banner: missed, 5 % of the way · in Sales" */
const earlierLine = ({ bet, team }: BetOfTeam, own: Team): Span[] => {
  const { state } = bet;
  const cameOut = state.kind === "final" ? verdictInShort(state.outcome.verdict) : CAME_OUT_WORDS.open;
  return [
    `#${bet.number} ${isolateRightToLeft(clip(bet.title, MAX_TITLE_LENGTH))}: ${cameOut}${otherTeamSuffix(team, own)}`,
  ];
};

const learnedLine = ({ learning, bet, team }: LearningOfTeam, own: Team): Span[] => [
  `“${isolateRightToLeft(clip(learning.text, MAX_LEARNING_LENGTH))}” (from #${bet.number} ${isolateRightToLeft(clip(bet.title, MAX_TITLE_LENGTH))}${otherTeamSuffix(team, own)})`,
];

/** Names the team of a bet from another channel, since bet numbers are unique only within a channel. */
export const otherTeamSuffix = (team: Team, own: Team): string =>
  team.id === own.id ? "" : ` · in ${isolateRightToLeft(team.name)}`;
