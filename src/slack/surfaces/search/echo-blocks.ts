import type { RichTextBlock } from "@slack/types";
import type { CameOut } from "#domain/search/echo.ts";
import type { Team } from "#domain/teams/team.ts";
import { bold, bullets, paragraph, type Span } from "#slack/kit/blocks.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import type { BetOfTeam, EchoOfTeams, LearningOfTeam } from "#usecases/search/find-echoes.ts";
import { verdictInShort } from "#slack/surfaces/bets/bet-words.ts";

/** All of it stands on its card, and in its retro. */
const TITLE = 60;
const LEARNING = 200;
const MOST_LEARNINGS = 2;

const COUNTED: Readonly<Record<CameOut, string>> = {
  hit: "hit",
  "part-way": "part-way",
  missed: "missed",
  backfired: "backfired",
  inconclusive: "inconclusive",
  "stopped-early": "stopped early",
  invalid: "invalid",
  open: "still open",
};

/** What earlier bets say to the one in the form: how they came out, a few of them, and what was learned. */
export function echoBlocks(echo: EchoOfTeams, own: Team): RichTextBlock[] {
  const { bets, learnings } = echo;
  return [
    ...(bets.length > 0
      ? [
          paragraph([bold("Seen before"), ` · ${resemblingWords(echo)}`]),
          bullets(bets.map((one) => earlierLine(one, own))),
        ]
      : []),
    ...(learnings.length > 0
      ? [
          paragraph([bold("What we learned")]),
          bullets(learnings.slice(0, MOST_LEARNINGS).map((one) => learnedLine(one, own))),
        ]
      : []),
  ];
}

/** "4 earlier bets resemble this one: 1 hit, 2 missed, 1 still open." */
function resemblingWords({ resembling, counts, more }: EchoOfTeams): string {
  const words = counts.map(({ cameOut, bets }) => `${bets} ${COUNTED[cameOut]}`).join(", ");
  const bets = resembling === 1 ? "earlier bet resembles" : "earlier bets resemble";
  return `${more ? "At least " : ""}${resembling} ${bets} this one: ${words}.`;
}

/** "#9 Annual plan banner: missed, 5 % of the way · in Sales" */
const earlierLine = ({ bet, team }: BetOfTeam, own: Team): Span[] => {
  const { state } = bet;
  const cameOut = state.kind === "final" ? verdictInShort(state.outcome.verdict) : COUNTED.open;
  return [`#${bet.number} ${isolateRightToLeft(clip(bet.title, TITLE))}: ${cameOut}${elsewhere(team, own)}`];
};

const learnedLine = ({ learning, bet, team }: LearningOfTeam, own: Team): Span[] => [
  `“${isolateRightToLeft(clip(learning.text, LEARNING))}” (from #${bet.number} ${isolateRightToLeft(clip(bet.title, TITLE))}${elsewhere(team, own)})`,
];

/** A bet's number says which it is in its own channel only. */
export const elsewhere = (team: Team, own: Team): string =>
  team.id === own.id ? "" : ` · in ${isolateRightToLeft(team.name)}`;
