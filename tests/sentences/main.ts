import { ofBets } from "./of-bets.ts";
import { ofTeams } from "./of-teams.ts";

/** `npm run sentences` prints every sentence about a statistic, with small and large numbers, for proofreading. */
for (const [topic, sentences] of Object.entries({ ...ofBets, ...ofTeams }))
  process.stdout.write(`\n== ${topic}\n${[...new Set(sentences)].join("\n")}\n`);
