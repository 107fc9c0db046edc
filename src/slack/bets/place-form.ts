import type { ModalView } from "@slack/types";
import type { Team } from "#domain/team.ts";
import { type CommandRequest, openForm } from "#slack/request.ts";
import { LIMITS } from "#slack/text.ts";
import type { Deps } from "#usecases/deps.ts";
import { listBetChoices } from "#usecases/list-bet-choices.ts";
import { betForm } from "./bet-form.ts";
import { prefillFrom } from "./prefill.ts";

/** The form to place a bet with, filled in from what was typed behind the command. */
export async function placeForm(deps: Deps, team: Team, sentence: string): Promise<ModalView> {
  const choices = await listBetChoices(deps, { workspace: team.workspace, team: team.id });
  return betForm(prefillFrom(sentence, team, deps.now()), choices, { team: team.id, bet: deps.newId() });
}

/** `/bet`, `/bet <sentence>`, and a message that is placed as a bet. */
export const openPlaceForm = async (request: CommandRequest, sentence: string): Promise<void> =>
  openForm(request, await placeForm(request.deps, request.team, sentence));

/** Words about a text that the form could not hold; it is asked before the set-up of a team, which carries the text along. */
export const tooLongForABet = (sentence: string): string | undefined =>
  sentence.length > LIMITS.belief
    ? `This is ${sentence.length} characters long, and a bet holds ${LIMITS.belief} at most. Nothing was placed.`
    : undefined;
