import { december, sixWeeks } from "./first-quarter.ts";
import type { StoryContext } from "./gestures.ts";
import {
  otherTeams,
  otherTeamsInApril,
  otherTeamsInFebruary,
  otherTeamsInJanuary,
  otherTeamsInNovember,
} from "./other-teams.ts";
import { february, january, march } from "./second-quarter.ts";

const CHAPTERS = [
  otherTeams,
  sixWeeks,
  otherTeamsInNovember,
  december,
  january,
  otherTeamsInJanuary,
  february,
  otherTeamsInFebruary,
  march,
  otherTeamsInApril,
];

/** Plays two quarters of three teams, from a Monday in October to a Friday in April. */
export async function playStory(telling: StoryContext): Promise<void> {
  for (const chapter of CHAPTERS) await chapter(telling);
}
