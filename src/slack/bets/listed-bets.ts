import { BET_LISTS } from "#domain/bet-list.ts";
import { answer } from "#slack/answer.ts";
import { answerAdmitted, type CommandRequest } from "#slack/request.ts";
import { listBets } from "#usecases/list-bets.ts";
import { searchBets } from "#usecases/search-bets.ts";
import { betList, foundBets } from "./bet-list.ts";
import { betHelp } from "./help.ts";

/** `/bet list`, `/bet list due` */
export async function showBets(request: CommandRequest, asked: string): Promise<void> {
  const { deps, respond, team, today } = request;
  const which = BET_LISTS.find((list) => list === asked);
  if (!which) return answer(respond, betHelp(`list ${asked}`));
  return answerAdmitted(request, async () => betList(await listBets(deps, team, which), which, today));
}

/** `/bet search words` */
export const showFoundBets = (request: CommandRequest, words: string): Promise<void> =>
  answerAdmitted(request, async () =>
    foundBets(await searchBets(request.deps, request.team, words), words, request.today),
  );
