import type { ModalView } from "@slack/types";
import type { Team } from "#domain/teams/team.ts";
import { openInChannel } from "#slack/surfaces/replies/open-view.ts";
import type { CommandRequest } from "#slack/surfaces/replies/command-request.ts";
import { LIMITS } from "#slack/kit/text.ts";
import { updateView } from "#slack/surfaces/replies/update-view.ts";
import type { Deps } from "#usecases/deps.ts";
import { type EchoOfTeams, findEchoes } from "#usecases/search/find-echoes.ts";
import { listBetChoices } from "#usecases/bets/list-bet-choices.ts";
import { betForm, type BetPrefill } from "./bet-form.ts";
import { prefillFrom } from "./sentence/prefill.ts";

/** What the form echoes, as far as it is filled in, from the team's own channel and from others that may be looked into. */
export const echoOfForm = (
  deps: Deps,
  team: Team,
  { title = "", metric = "" }: BetPrefill,
  channels: readonly string[],
): Promise<EchoOfTeams | undefined> => findEchoes(deps, team, { title, metric }, channels);

/** The form as far as it is filled in. */
export const filledForm = async (
  deps: Deps,
  team: Team,
  filled: BetPrefill,
  metadata: Parameters<typeof betForm>[2],
  echo?: EchoOfTeams,
): Promise<ModalView> =>
  betForm(filled, { ...(await listBetChoices(deps, team)), echo, own: team }, metadata);

/** The form to place a bet with, filled in from what was typed behind the command. */
export const placeForm = (deps: Deps, team: Team, sentence: string): Promise<ModalView> =>
  filledForm(deps, team, prefillFrom(sentence, team, deps.now()), { team: team.id, bet: deps.newId() });

/**
 * `/bet`, `/bet <sentence>`, and a message that is placed as a bet. The form opens at once; what the sentence echoes
 * follows when Slack has said where the person may look.
 */
export async function openPlaceForm(request: CommandRequest, sentence: string): Promise<void> {
  const { deps, client, triggerId, who, team, admission } = request;
  const filled = prefillFrom(sentence, team, deps.now());
  const metadata = { team: team.id, bet: deps.newId() };
  const form = await filledForm(deps, team, filled, metadata);
  await openInChannel(client, triggerId, form, admission, async ({ id, hash }) => {
    if (sentence === "") return;
    const channels = await deps.visibleChannels(who);
    const echo = await echoOfForm(deps, team, filled, channels ?? []);
    // Where the form has gone on meanwhile, its next answer brings them.
    if (echo) await updateView(client, id, await filledForm(deps, team, filled, metadata, echo), hash);
  });
}

/** Words about a text that the form could not hold; it is asked before the set-up of a team, which carries the text along. */
export const tooLongForABet = (sentence: string): string | undefined =>
  sentence.length > LIMITS.belief
    ? `This is ${sentence.length} characters long, and a bet holds ${LIMITS.belief} at most. Nothing was placed.`
    : undefined;
