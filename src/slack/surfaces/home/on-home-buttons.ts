import { MAX_LINES } from "#slack/kit/first-lines.ts";
import type { ModalView } from "@slack/types";
import type { Team } from "#domain/teams/team.ts";
import { admitToBet, admitToTeam } from "#slack/surfaces/replies/admission.ts";
import type { Requester } from "#slack/platform/access/access.ts";
import { betList } from "#slack/surfaces/bets/bet-list.ts";
import { betDetails } from "#slack/surfaces/bets/bet-card.ts";
import { placeForm } from "#slack/surfaces/bets/place-form.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { currentWeekMessage } from "#slack/surfaces/digests/show-week.ts";
import { loadGoalsView } from "#slack/surfaces/goals/show-goals.ts";
import { learningList } from "#slack/surfaces/learnings/learning-list.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { messageModal } from "#slack/kit/message-modal.ts";
import { openWhenReady, openView, refusalView } from "#slack/surfaces/replies/open-view.ts";
import { rollupNow } from "#slack/surfaces/rollups/show-rollup.ts";
import { privacyMessage } from "#slack/surfaces/outcomes/privacy.ts";
import { thisQuarter } from "#slack/surfaces/recaps/show-recap.ts";
import { settingsForm } from "#slack/surfaces/teams/settings-form.ts";
import { stepList } from "#slack/surfaces/next-steps/next-step-list.ts";
import { listBets } from "#usecases/bets/list-bets.ts";
import { listLearnings } from "#usecases/learnings/list-learnings.ts";
import { listNextSteps } from "#usecases/next-steps/list-next-steps.ts";
import { searchForm } from "#slack/surfaces/search/search-form.ts";

/** A button on Home. Checks access again, since Home may be older than what the person may see now. */
const opensView =
  (render: (deps: SurfaceDeps, who: Requester, value: string) => Promise<ModalView>) =>
  (deps: SurfaceDeps): OnButton =>
  async ({ ack, action, body, client }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    return openWhenReady(client, body.trigger_id, render(deps, who, action.value ?? ""));
  };

const opensTeamView = (
  render: (deps: SurfaceDeps, team: Team, today: Temporal.PlainDate) => ModalView | Promise<ModalView>,
) =>
  opensView(async (deps, who, value) => {
    const team = await admitToTeam(deps, who, value);
    if (!team.ok) return refusalView(team.error);
    return render(deps, team.value, deps.now().toZonedDateTimeISO(team.value.timeZone).toPlainDate());
  });

export const onOpenPlaceForm = opensTeamView((deps, team) => placeForm(deps, team, ""));

export const onOpenGoals = opensTeamView((deps, team) => loadGoalsView(deps, team));

export const onOpenWeek = opensTeamView(async (deps, team) =>
  messageModal("The week", await currentWeekMessage(deps, team)),
);

export const onOpenRecap = opensTeamView(async (deps, team) =>
  messageModal("The quarter", await thisQuarter(deps, team)),
);

export const onOpenBets = opensTeamView(async (deps, team, today) =>
  messageModal("All bets", betList(await listBets(deps, team, "all", MAX_LINES), "all", today)),
);

export const onOpenSearch = opensTeamView((_deps, team) => searchForm(team));

export const onOpenLearnings = opensTeamView(async (deps, team) =>
  messageModal("Learnings", learningList(await listLearnings(deps, team, "", MAX_LINES), "")),
);

export const onOpenSteps = opensTeamView(async (deps, team, today) =>
  messageModal("Next steps", stepList(await listNextSteps(deps, team), today)),
);

export const onOpenRollup = opensTeamView(async (deps, team) =>
  messageModal("Across our teams", await rollupNow(deps, team.workspace)),
);

export const onOpenSettings = opensTeamView((_deps, team) => settingsForm(team, { team: team.id }));

/** A bet's details without buttons: Home has them already, and they open no form on top of a modal. */
export const onShowCard = opensView(async (deps, who, value) => {
  const facts = await admitToBet(deps, who, value);
  if (!facts.ok) return refusalView(facts.error);
  return messageModal(`Bet #${facts.value.bet.number}`, betDetails(facts.value, deps.now()));
});

/** For everybody, guests included. */
export const onOpenPrivacy: OnButton = async ({ ack, body, client }) => {
  await ack();
  return openView(client, body.trigger_id, messageModal("Privacy", privacyMessage()));
};
