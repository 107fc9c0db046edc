import type { ModalView } from "@slack/types";
import type { Team } from "#domain/teams/team.ts";
import { openInChannel } from "#slack/surfaces/replies/open-view.ts";
import type { CommandRequest } from "#slack/surfaces/replies/command-request.ts";
import { LIMITS } from "#slack/kit/text.ts";
import { updateView } from "#slack/surfaces/replies/update-view.ts";
import type { Deps } from "#usecases/deps.ts";
import type { SourceDeps } from "#usecases/sources/deps.ts";
import { type EchoOfTeams, findEchoes } from "#usecases/search/find-echoes.ts";
import { listBetChoices } from "#usecases/bets/list-bet-choices.ts";
import { betForm, type FilledBetForm } from "./bet-form.ts";
import type { BetPrefill } from "./form/fields.ts";
import { prefillFrom } from "./sentence/prefill.ts";

/** Finds bets and learnings that resemble what is filled in, in the team and in other channels the person may see. */
export const echoOfForm = (
  deps: Deps,
  team: Team,
  { title = "", metric = "" }: BetPrefill,
  channels: readonly string[],
): Promise<EchoOfTeams | undefined> => findEchoes(deps, team, { title, metric }, channels);

/** The bet form with these values. */
export const filledForm = async (
  deps: SourceDeps,
  team: Team,
  form: FilledBetForm,
  echo?: EchoOfTeams,
): Promise<ModalView> => betForm(form, { ...(await listBetChoices(deps, team)), echo, team });

/** What a new form holds: what the sentence says. It shows more if the sentence filled in something there. */
function newForm(deps: Deps, team: Team, sentence: string): FilledBetForm {
  const { question, ...filled } = prefillFrom(sentence, team, deps.now());
  const metadata = { team: team.id, bet: deps.newId(), ...(question !== undefined && { question }) };
  return { filled, metadata, more: filled.belief !== undefined || filled.afterShipping !== undefined };
}

/** The bet form, prefilled from the sentence typed after the command. */
export const placeForm = (deps: SourceDeps, team: Team, sentence: string): Promise<ModalView> =>
  filledForm(deps, team, newForm(deps, team, sentence));

/**
 * Opens the bet form for `/bet`, `/bet <sentence>` or a message. It opens at once; similar bets follow when Slack has
 * said which channels the person may see.
 */
export async function openPlaceForm(request: CommandRequest, sentence: string): Promise<void> {
  const { deps, client, triggerId, who, team, admission } = request;
  const form = newForm(deps, team, sentence);
  const view = await filledForm(deps, team, form);
  await openInChannel(client, triggerId, view, admission, async ({ id, hash }) => {
    if (sentence === "") return;
    const channels = await deps.visibleChannels(who);
    const echo = await echoOfForm(deps, team, form.filled, channels ?? []);
    // If the form has changed meanwhile this update is dropped, and the next one brings them.
    if (echo) await updateView(client, id, await filledForm(deps, team, form, echo), hash);
  });
}

/** The refusal of a text too long for the form. Checked before a team is set up, since that form carries the text. */
export const tooLongRefusal = (sentence: string): string | undefined =>
  sentence.length > LIMITS.belief
    ? `This is ${sentence.length} characters long, and a bet holds ${LIMITS.belief} at most. Nothing was placed.`
    : undefined;
