import { BET_LISTS } from "#domain/bets/bet-list.ts";
import { reply } from "#slack/surfaces/replies/reply.ts";
import { answerAdmitted, type CommandRequest } from "#slack/surfaces/replies/command-request.ts";
import { listBets } from "#usecases/bets/list-bets.ts";
import { searchBets } from "#usecases/search/search-bets.ts";
import { MAX_LINES } from "#slack/kit/first-lines.ts";
import { betList } from "./bet-list.ts";
import { foundBets } from "#slack/surfaces/search/search-results.ts";
import { betHelp } from "./bet-help.ts";

/** `/bet list`, `/bet list due` */
export async function showBets(request: CommandRequest, name: string): Promise<void> {
  const { deps, respond, team, today } = request;
  const which = BET_LISTS.find((list) => list === name);
  if (!which) return reply(respond, betHelp(`list ${name}`));
  return answerAdmitted(request, async () =>
    betList(await listBets(deps, team, which, MAX_LINES), which, today),
  );
}

/** `/bet search words`, in every channel the person may see. */
export const showSearchResults = (request: CommandRequest, words: string): Promise<void> => {
  const { deps, who, team: own, today } = request;
  return answerAdmitted(request, async () => {
    const channels = await deps.visibleChannels(who);
    const found = await searchBets(deps, own, words, channels ?? []);
    return foundBets(found, { words, own, today, everywhere: channels !== undefined });
  });
};
