import type { Team } from "#domain/teams/team.ts";
import { bold, bullets, type Message, message, paragraph, type Span } from "#slack/kit/blocks.ts";
import { firstLines } from "#slack/kit/first-lines.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import type { BetOfTeam, SearchMatches, LearningOfTeam } from "#usecases/search/find-echoes.ts";
import { betLine } from "#slack/surfaces/bets/bet-list.ts";
import { elsewhere } from "./echo-blocks.ts";

const LONGEST_QUOTE = 100;
const MOST_BETS = 20;
const MOST_LEARNINGS = 5;
const ROOM_BESIDE_LEARNINGS = 2_200;
const ROOM_FOR_LEARNINGS = 900;

/** How a search was asked: the words, in whose channel, and whether other channels were looked into. */
export type Search = {
  readonly words: string;
  readonly own: Team;
  readonly today: Temporal.PlainDate;
  readonly everywhere: boolean;
};

const OWN_ONLY =
  "Slack did not say in time which other channels you may look into, so only this one was searched. Search again in a moment.";

/** `/bet search words`, a line for each bet and each learning; whose they are stands with those of other teams. */
export function foundBets(
  { bets, learnings, more }: SearchMatches,
  { words, own, today, everywhere }: Search,
): Message {
  const quoted = `“${isolateRightToLeft(clip(words, LONGEST_QUOTE))}”`;
  const silent = !everywhere && paragraph([OWN_ONLY]);
  if (bets.length + learnings.length === 0)
    return message(
      paragraph([
        `No bet and no learning that you may see has ${quoted} in it. Try fewer words, or the beginning of one. /bet list all shows every bet of ours.`,
      ]),
      silent,
    );
  const space = learnings.length > 0 ? ROOM_BESIDE_LEARNINGS : undefined;
  const first = firstLines(bets, (found) => foundLine(found, own, today), {
    most: MOST_BETS,
    space,
  });
  const learned = firstLines(learnings, (found) => learningLine(found, own), {
    most: MOST_LEARNINGS,
    space: ROOM_FOR_LEARNINGS,
  });
  return message(
    ...(bets.length > 0
      ? [
          paragraph([bold(`Bets with ${quoted}, ours first`)]),
          bullets(first.shown.map(({ line }) => line)),
          first.more > 0 && paragraph([moreWords(first.more, more)]),
        ]
      : []),
    ...(learnings.length > 0
      ? [
          paragraph([bold(`Learnings with ${quoted}`)]),
          bullets(learned.shown.map(({ line }) => line)),
          learned.more > 0 && paragraph([moreWords(learned.more, more)]),
        ]
      : []),
    bets.length > 0 && paragraph([`/bet ${bets[0]?.bet.number} shows one bet, in the channel of its team.`]),
    silent,
  );
}

const foundLine = ({ bet, team }: BetOfTeam, own: Team, today: Temporal.PlainDate): Span[] => [
  ...betLine(bet, today),
  elsewhere(team, own),
];

const learningLine = ({ learning, bet, team }: LearningOfTeam, own: Team): Span[] => [
  `“${isolateRightToLeft(learning.text)}” · from `,
  bold(`#${bet.number} ${isolateRightToLeft(bet.title)}`),
  elsewhere(team, own),
];

const moreWords = (left: number, atLeast: boolean): string =>
  `and ${atLeast ? "at least " : ""}${left} more. Another word or two finds the others.`;
