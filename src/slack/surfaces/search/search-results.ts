import type { Team } from "#domain/teams/team.ts";
import { bold, bullets, type Message, message, paragraph, type Span } from "#slack/kit/blocks.ts";
import { firstLines } from "#slack/kit/first-lines.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import type { BetOfTeam, SearchMatches, LearningOfTeam } from "#usecases/search/find-echoes.ts";
import { betLine } from "#slack/surfaces/bets/bet-list.ts";
import { otherTeamSuffix } from "./echo-blocks.ts";

const MAX_QUOTE_LENGTH = 100;
const MAX_BETS = 20;
const MAX_LEARNINGS = 5;

/** In characters. The bets get less room if there are learnings too. */
const BETS_LENGTH_WITH_LEARNINGS = 2_200;
const LEARNINGS_LENGTH = 900;

/** A search: its words, the team in whose channel it was made, and whether other channels were searched too. */
export type Search = {
  readonly words: string;
  readonly own: Team;
  readonly today: Temporal.PlainDate;
  readonly everywhere: boolean;
};

const OWN_ONLY =
  "Slack did not say in time which other channels you may look into, so only this one was searched. Search again in a moment.";

/** The results of `/bet search`, a line for each bet and learning. Those of other teams name the team. */
export function foundBets(
  { bets, learnings, more }: SearchMatches,
  { words, own, today, everywhere }: Search,
): Message {
  const quoted = `“${isolateRightToLeft(clip(words, MAX_QUOTE_LENGTH))}”`;
  const ownOnlyNotice = !everywhere && paragraph([OWN_ONLY]);
  if (bets.length + learnings.length === 0)
    return message(
      paragraph([
        `No bet and no learning that you may see has ${quoted} in it. Try fewer words, or the beginning of one. /bet list all shows every bet of ours.`,
      ]),
      ownOnlyNotice,
    );
  const space = learnings.length > 0 ? BETS_LENGTH_WITH_LEARNINGS : undefined;
  const shownBets = firstLines(bets, (match) => betResultLine(match, own, today), {
    most: MAX_BETS,
    space,
  });
  const shownLearnings = firstLines(learnings, (match) => learningLine(match, own), {
    most: MAX_LEARNINGS,
    space: LEARNINGS_LENGTH,
  });
  return message(
    ...(bets.length > 0
      ? [
          paragraph([bold(`Bets with ${quoted}, ours first`)]),
          bullets(shownBets.shown.map(({ line }) => line)),
          shownBets.more > 0 && paragraph([moreWords(shownBets.more, more)]),
        ]
      : []),
    ...(learnings.length > 0
      ? [
          paragraph([bold(`Learnings with ${quoted}`)]),
          bullets(shownLearnings.shown.map(({ line }) => line)),
          shownLearnings.more > 0 && paragraph([moreWords(shownLearnings.more, more)]),
        ]
      : []),
    bets.length > 0 && paragraph([`/bet ${bets[0]?.bet.number} shows one bet, in the channel of its team.`]),
    ownOnlyNotice,
  );
}

const betResultLine = ({ bet, team }: BetOfTeam, own: Team, today: Temporal.PlainDate): Span[] => [
  ...betLine(bet, today),
  otherTeamSuffix(team, own),
];

const learningLine = ({ learning, bet, team }: LearningOfTeam, own: Team): Span[] => [
  `“${isolateRightToLeft(learning.text)}” · from `,
  bold(`#${bet.number} ${isolateRightToLeft(bet.title)}`),
  otherTeamSuffix(team, own),
];

const moreWords = (count: number, atLeast: boolean): string =>
  `and ${atLeast ? "at least " : ""}${count} more. Another word or two finds the others.`;
