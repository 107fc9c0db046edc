import { ofBets } from "./of-bets.ts";
import { ofTeams } from "./of-teams.ts";

/** `npm run sentences`: all that a statistic can say, with its smallest and its largest numbers, to be read by a person. */
for (const [about, sentences] of Object.entries({ ...ofBets, ...ofTeams }))
  process.stdout.write(`\n== ${about}\n${[...new Set(sentences)].join("\n")}\n`);
