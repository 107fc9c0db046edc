import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import { foundBets } from "./search-results.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { readMetadata } from "#slack/kit/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { messageModal } from "#slack/kit/message-modal.ts";
import { searchBets } from "#usecases/search/search-bets.ts";
import { readSearch, searchErrors, searchMetadata } from "./search-form.ts";
import { todayOf } from "#usecases/deps.ts";

/** Replaces the form with the search results. */
export function onSearchSubmitted(deps: SurfaceDeps): OnSubmit {
  return async ({ ack, body, view }) => {
    const { team: id } = readMetadata(searchMetadata, view);
    const read = readSearch(view);
    if (!read.ok) return ack({ response_action: "errors", errors: read.error });
    const who = { workspace: workspaceOf(body), user: body.user.id };
    // In parallel, since Slack wants an answer within three seconds.
    const [team, channels] = await Promise.all([admitToTeam(deps, who, id), deps.visibleChannels(who)]);
    if (!team.ok) return ack({ response_action: "errors", errors: searchErrors(explain(team.error)) });

    const { words } = read.value;
    const today = todayOf(deps, team.value);
    const found = await searchBets(deps, team.value, words, channels ?? []);
    const everywhere = channels !== undefined;
    const answer = messageModal("Search", foundBets(found, { words, own: team.value, today, everywhere }));
    await ack({ response_action: "update", view: answer });
  };
}
