import type { App, BlockAction, ButtonAction, MessageShortcut, ViewSubmitAction } from "@slack/bolt";
import { onBetFormChanged, onMoreOfBet } from "./bets/on-bet-form-changed.ts";
import { onAmendSubmitted } from "./amendments/on-amend-submitted.ts";
import {
  onAmend,
  onDelete,
  onDispute,
  onEdit,
  onSettle,
  onShowDetails,
  onStop,
  onTakeReading,
} from "./bets/on-bet-buttons.ts";
import { onBetCommand } from "./bets/on-bet-command.ts";
import { onBetSubmitted } from "./bets/on-bet-submitted.ts";
import { onConfidence } from "./confidence/on-confidence.ts";
import { onDeleteSubmitted, onUndo } from "./bets/corrections/on-delete-submitted.ts";
import { onShipped, onUndoShipped } from "./bets/shipping/on-shipped.ts";
import { onEditSubmitted } from "./bets/corrections/on-edit-submitted.ts";
import { onDisputeSubmitted } from "./verdicts/on-dispute-submitted.ts";
import { onLooksRight } from "./verdicts/on-looks-right.ts";
import { onPlaceAsBet } from "./bets/on-place-as-bet.ts";
import { onPreMortem, onPreMortemSubmitted } from "./pre-mortems/on-pre-mortem.ts";
import { onReadingSubmitted } from "./readings/on-reading-submitted.ts";
import { onEvidenceChosen } from "./readings/on-evidence-chosen.ts";
import { onHowSettledChosen, onSettleSubmitted } from "./verdicts/on-settle-submitted.ts";
import { listenToChannels } from "./channels/on-channel-events.ts";
import { onUninstalled } from "#slack/platform/installation/on-uninstalled.ts";
import type { SurfaceDeps } from "./deps.ts";
import {
  onAddKeyResult,
  onAddObjective,
  onCloseObjective,
  onEditKeyResult,
  onEditObjective,
  onRecordValue,
  onReopenObjective,
  onShowKeyResult,
} from "./goals/on-goal-buttons.ts";
import { onKeyResultSubmitted } from "./goals/on-key-result-submitted.ts";
import { onObjectiveSubmitted } from "./goals/on-objective-submitted.ts";
import { onValueSubmitted } from "./goals/on-value-submitted.ts";
import { ACTIONS, CHOICES, COMMANDS, FORMS, MENUS, SHORTCUTS } from "./ids.ts";
import { formAnswers } from "./form-answers.ts";
import { withFormKeptOpen } from "./guards/keep-form-open.ts";
import { withWordingCheck } from "./wording/check-form.ts";
import { onOpenNumbers } from "./digests/on-open-numbers.ts";
import { onPostWeek } from "./digests/on-post-week.ts";
import { type OnAction, type OnButton, type OnShortcut, type OnSubmit, workspaceOf } from "./handler.ts";
import { buttonChosen } from "#slack/kit/menu.ts";
import { homeTab } from "./home/home-tab.ts";
import type { Workspaces } from "#slack/platform/installation/workspaces.ts";
import { onFault } from "./guards/on-fault.ts";
import { onDismissUncertain, onPostAgain } from "./deliveries/on-uncertain-buttons.ts";
import {
  onHomeMore,
  onHomeTeamChosen,
  onOpenRetro,
  onOpenRollup,
  onOpenBets,
  onOpenGoals,
  onOpenLearnings,
  onOpenPlaceForm,
  onOpenPrivacy,
  onOpenRecap,
  onOpenSearch,
  onOpenSettings,
  onOpenSteps,
  onOpenWaiting,
  onOpenWeek,
  onShowCard,
} from "./home/on-home-buttons.ts";
import { onSearchSubmitted } from "./search/on-search-submitted.ts";
import { onUnsilenceNudge, onOpenSilenced, onSilenceNudge } from "./nudges/on-nudge-buttons.ts";
import { onUnknownAction, onUnknownForm, onUnknownShortcut } from "./guards/unknown-requests.ts";
import { ignoreDuplicateRequests } from "./guards/idempotency.ts";
import { onOutcomesCommand } from "./outcomes/on-outcomes-command.ts";
import { onOpenPulse } from "./pulses/on-open-pulse.ts";
import { onPulse } from "./pulses/on-pulse.ts";
import { onReport } from "./recaps/on-report.ts";
import { onCopyRecap, onMarkdownCopied, onPostRecap, onWholeQuarter } from "./recaps/on-recap-buttons.ts";
import { onCloseRetro, onReopenRetro } from "./retros/on-close-retro.ts";
import { onDecision } from "./retros/on-decision.ts";
import { onLearningSubmitted } from "./learnings/on-learning-submitted.ts";
import { onNextStepSubmitted } from "./next-steps/on-next-step-submitted.ts";
import { onAddLearning, onAddNextStep } from "./retros/on-retro-forms.ts";
import { onShowRetro } from "./retros/on-show-retro.ts";
import { onKeepLearning, onTakeLearningOff } from "./learnings/on-keep-learning.ts";
import { onSaveAsLearning } from "./learnings/on-save-as-learning.ts";
import { onEraseSubmitted, onEraseTeam } from "./teams/on-erase-team.ts";
import { onUseAsFinal, onUseKeyResultValue, onUseProposal } from "./sources/on-proposal-buttons.ts";
import { onExampleSubmitted, onExampleVote, onTryExample } from "./teams/example/on-example.ts";
import { onSetUpSubmitted } from "./teams/on-set-up-submitted.ts";
import { onSettingsSubmitted } from "./teams/on-settings-submitted.ts";
import { onAddCalendar, onNewToken, onOpenTokens, onRevokeToken } from "./tokens/on-token-buttons.ts";
import { onTokenSubmitted } from "./tokens/on-token-submitted.ts";
import { onDropStep, onKeepStep, onStepDone, onUndoStep } from "./next-steps/on-step-buttons.ts";

/** The route table: a handler for everything that Slack can send. */
export function registerRoutes(
  app: App,
  deps: SurfaceDeps,
  { installation, clientOf }: Pick<Workspaces, "installation" | "clientOf">,
): void {
  app.error(onFault(deps, clientOf));
  app.use(ignoreDuplicateRequests(deps));
  onUninstalled(app, installation);
  listenToChannels(app, deps);
  app.command(COMMANDS.bet, onBetCommand(deps));
  app.command(COMMANDS.outcomes, onOutcomesCommand(deps));

  const home = homeTab(deps);
  app.event("app_home_opened", async ({ event, body, client }) => {
    if (event.tab !== "home") return;
    await home.open(client, { workspace: body.team_id, user: event.user }, event.view);
  });
  const thenUpdateHome =
    <Args extends HomeRequest>(handler: (args: Args) => Promise<void>) =>
    async (args: Args): Promise<void> => {
      await handler(args);
      const { body, client } = args;
      await home.updateIfViewed(client, { workspace: workspaceOf(body), user: body.user.id });
    };

  const shortcuts: Record<keyof typeof SHORTCUTS, OnShortcut> = {
    placeAsBet: onPlaceAsBet(deps),
    saveAsLearning: onSaveAsLearning(deps),
  };
  const shortcutOf = byId(SHORTCUTS, shortcuts, onUnknownShortcut);
  app.shortcut<MessageShortcut>({ type: "message_action" }, (args) =>
    shortcutOf(args.shortcut.callback_id)(args),
  );

  const forms: Record<keyof typeof FORMS, OnSubmit> = {
    setUp: onSetUpSubmitted(deps),
    settings: onSettingsSubmitted(deps),
    eraseTeam: onEraseSubmitted(deps),
    placeBet: onBetSubmitted(deps),
    takeReading: onReadingSubmitted(deps),
    settleBet: onSettleSubmitted(deps),
    amendBet: onAmendSubmitted(deps),
    editBet: onEditSubmitted(deps),
    deleteBet: onDeleteSubmitted(deps),
    preMortem: onPreMortemSubmitted(deps),
    disputeVerdict: onDisputeSubmitted(deps),
    objective: onObjectiveSubmitted(deps),
    keyResult: onKeyResultSubmitted(deps),
    keyResultValue: onValueSubmitted(deps),
    addLearning: onLearningSubmitted(deps),
    addNextStep: onNextStepSubmitted(deps),
    searchBets: onSearchSubmitted(deps),
    recapMarkdown: onMarkdownCopied,
    example: onExampleSubmitted(deps),
    newToken: onTokenSubmitted(deps),
  };
  const checkWording = withWordingCheck(deps);
  const answers = formAnswers(deps);
  const keepOpen = withFormKeptOpen(deps);
  const guarded = Object.fromEntries(
    (Object.entries(forms) as [keyof typeof FORMS, OnSubmit][]).map(([name, handler]) => [
      name,
      keepOpen(thenUpdateHome(STORES_NO_TEXT.has(name) ? handler : checkWording(handler, answers[name]))),
    ]),
  ) as typeof forms;
  const formOf = byId(FORMS, guarded, onUnknownForm);
  app.view<ViewSubmitAction>({ type: "view_submission" }, (args) => formOf(args.view.callback_id)(args));

  const buttons: Record<keyof typeof ACTIONS, OnButton> = {
    takeReading: onTakeReading(deps),
    useProposal: thenUpdateHome(onUseProposal(deps)),
    useAsFinal: thenUpdateHome(onUseAsFinal(deps)),
    settleBet: onSettle(deps),
    amendBet: onAmend(deps),
    showDetails: onShowDetails(deps),
    editBet: onEdit(deps),
    deleteBet: onDelete(deps),
    stopBet: onStop(deps),
    shipped: thenUpdateHome(onShipped(deps)),
    undoShipped: thenUpdateHome(onUndoShipped(deps)),
    undoBet: thenUpdateHome(onUndo(deps)),
    preMortem: onPreMortem(deps),
    confidence10: onConfidence(10)(deps),
    confidence30: onConfidence(30)(deps),
    confidence50: onConfidence(50)(deps),
    confidence70: onConfidence(70)(deps),
    confidence90: onConfidence(90)(deps),
    looksRight: thenUpdateHome(onLooksRight(deps)),
    dispute: onDispute(deps),
    addObjective: onAddObjective(deps),
    editObjective: onEditObjective(deps),
    closeObjective: thenUpdateHome(onCloseObjective(deps)),
    reopenObjective: thenUpdateHome(onReopenObjective(deps)),
    addKeyResult: onAddKeyResult(deps),
    editKeyResult: onEditKeyResult(deps),
    showKeyResult: onShowKeyResult(deps),
    recordValue: onRecordValue(deps),
    useKeyResultValue: onUseKeyResultValue(deps),
    postWeek: onPostWeek(deps),
    openNumbers: onOpenNumbers(deps),
    postRecap: onPostRecap(deps),
    copyRecap: onCopyRecap(deps),
    reportRecap: onReport(deps),
    wholeQuarter: onWholeQuarter(deps),
    addLearning: onAddLearning(deps),
    addNextStep: onAddNextStep(deps),
    keepLearning: onKeepLearning(deps),
    takeLearningOff: onTakeLearningOff(deps),
    closeRetro: onCloseRetro(deps),
    reopenRetro: onReopenRetro(deps),
    showRetro: onShowRetro(deps),
    decideAgain: onDecision("again")(deps),
    decideNotAgain: onDecision("not-again")(deps),
    stepDone: onStepDone(deps, home),
    dropStep: onDropStep(deps, home),
    keepStep: onKeepStep(deps, home),
    undoStep: onUndoStep(deps, home),
    showCard: onShowCard(deps),
    openWaiting: onOpenWaiting(home),
    openRetro: onOpenRetro(deps),
    moreOfBet: onMoreOfBet(deps),
    openPlaceForm: onOpenPlaceForm(deps),
    openBets: onOpenBets(deps),
    openSearch: onOpenSearch(deps),
    openLearnings: onOpenLearnings(deps),
    openSteps: onOpenSteps(deps),
    openSettings: onOpenSettings(deps),
    eraseTeam: onEraseTeam(deps),
    openSilenced: onOpenSilenced(deps),
    silenceNudge: onSilenceNudge(deps),
    unsilenceNudge: onUnsilenceNudge(deps),
    openPulse: onOpenPulse(deps),
    openGoals: onOpenGoals(deps),
    openWeek: onOpenWeek(deps),
    openAcross: onOpenRollup(deps),
    openRecap: onOpenRecap(deps),
    openPrivacy: onOpenPrivacy,
    postAgain: onPostAgain(deps, home),
    leaveUncertain: onDismissUncertain(deps, home),
    pulse1: thenUpdateHome(onPulse(1)(deps)),
    pulse2: thenUpdateHome(onPulse(2)(deps)),
    pulse3: thenUpdateHome(onPulse(3)(deps)),
    pulse4: thenUpdateHome(onPulse(4)(deps)),
    pulse5: thenUpdateHome(onPulse(5)(deps)),
    tryExample: onTryExample(deps),
    exampleVote10: onExampleVote(10)(deps),
    exampleVote30: onExampleVote(30)(deps),
    exampleVote50: onExampleVote(50)(deps),
    exampleVote70: onExampleVote(70)(deps),
    exampleVote90: onExampleVote(90)(deps),
    openTokens: onOpenTokens(deps),
    newToken: onNewToken(deps),
    revokeToken: onRevokeToken(deps),
    addCalendar: onAddCalendar(deps),
  };
  const choices: Record<keyof typeof CHOICES, OnAction> = {
    metric: onBetFormChanged(deps),
    alone: onBetFormChanged(deps),
    howSettled: onHowSettledChosen(deps),
    evidence: onEvidenceChosen(deps),
    homeTeam: onHomeTeamChosen(home),
    homeMore: onHomeMore(deps),
  };
  const buttonOf = byId<OnButton | undefined>(ACTIONS, buttons, undefined);
  const choiceOf = byId(CHOICES, choices, onUnknownAction);
  const menus = new Set<string>(Object.values(MENUS));
  app.action<BlockAction<ButtonAction>>({ type: "block_actions" }, (args) => {
    const action = buttonChosen(menus, args.action) ?? args.action;
    return (buttonOf(action.action_id) ?? choiceOf(action.action_id))({ ...args, action });
  });
}

/** Looks a handler up by the id that Slack sends. With a listener per id, Bolt would try every one for each request. */
function byId<Handler>(
  ids: Readonly<Record<string, string>>,
  handlers: Readonly<Record<string, Handler>>,
  unknown: Handler,
): (id: string) => Handler {
  const handlersById = new Map(Object.entries(handlers).map(([name, handler]) => [ids[name], handler]));
  return (id) => handlersById.get(id) ?? unknown;
}

/** Forms whose texts are not stored. The texts of every other form get the wording check. */
const STORES_NO_TEXT: ReadonlySet<keyof typeof FORMS> = new Set([
  "searchBets",
  "eraseTeam",
  "recapMarkdown",
  "example",
]);

/** The part of a request that tells whose Home to update. */
type HomeRequest = Pick<Parameters<OnSubmit>[0], "client"> & {
  readonly body: Parameters<typeof workspaceOf>[0] & { user: { id: string } };
};
