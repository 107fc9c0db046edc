import type { TooFewTeams } from "#domain/rollups/rollup.ts";
import type { AmendRefusal } from "#domain/amendments/amendment.ts";
import type { SettleRefusal, VerdictRefusal } from "#domain/bets/bet.ts";
import type { DeleteRefusal, EditRefusal, InUse, UndoRefusal } from "#domain/bets/correction.ts";
import type { MarkRefusal, NextStepRefusal, NextStepState } from "#domain/next-steps/next-step.ts";
import type { GoalRefusal } from "#domain/goals/goal.ts";
import type { RetroRefusal } from "#domain/retros/retro.ts";
import type { ShipRefusal } from "#domain/bets/shipping.ts";
import type { TermsRefusal } from "#domain/bets/terms.ts";
import type { AnswerRefusal } from "#usecases/retros/answer-decision.ts";
import type { PulseRefusal } from "#usecases/pulses/answer-pulse.ts";
import type { ConfidenceRefusal } from "#usecases/confidence/cast-confidence.ts";
import type { ChangeSettingsRefusal } from "#usecases/teams/change-settings.ts";
import type { KeyResultNotFound, ObjectiveNotFound } from "#usecases/goals/find-goal.ts";
import type { EraseRefusal } from "#usecases/teams/erase-team.ts";
import type { KeepRefusal } from "#usecases/learnings/keep-learning.ts";
import type { BetNotFound } from "#usecases/bets/find-bet.ts";
import type { UnshipRefusal } from "#usecases/bets/ship-bet.ts";
import type { StepNotFound } from "#usecases/next-steps/mark-step.ts";
import type { CloseRefusal } from "#usecases/retros/close-retro.ts";
import type { NoThreadOfBet } from "#usecases/bets/find-bet-of-thread.ts";
import type { PlaceRefusal } from "#usecases/bets/place-bet.ts";
import type { PostRecapRefusal } from "#usecases/recaps/post-recap.ts";
import type { PostWeekRefusal } from "#usecases/digests/post-week.ts";
import type { ConfirmRefusal } from "#usecases/verdicts/confirm-verdict.ts";
import type { SetUpRefusal } from "#usecases/teams/set-up-team.ts";
import type { ProposalRefusal } from "#usecases/sources/use-proposal.ts";
import type { TakeReadingRefusal } from "#usecases/readings/take-reading.ts";
import type { NudgeRefusal } from "#usecases/nudges/silence-nudge.ts";
import type { PreMortemRefusal } from "#usecases/pre-mortems/write-pre-mortem.ts";
import type { MakeTokenRefusal } from "#usecases/tokens/make-token.ts";
import type { RevokeRefusal } from "#usecases/tokens/revoke-token.ts";
import type { UploadRefusal } from "#slack/platform/web-api/upload-file.ts";
import type { AccessRefusal } from "#slack/platform/access/access.ts";
import { formatFullDay } from "#slack/kit/dates.ts";
import type { NumberRefusal } from "#slack/kit/numbers.ts";
import { topFullWords } from "#slack/surfaces/learnings/keep-button.ts";
import type { QuarterRefusal } from "#slack/surfaces/recaps/quarter-input.ts";
import { quarterUsage, quarterWords } from "#slack/surfaces/recaps/recap-words.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import { counted } from "#slack/kit/numbers.ts";

/** How much of what was typed a refusal repeats. */
const MAX_QUOTE_LENGTH = 60;

/** Every expected refusal. A new kind does not compile until `explain` covers it. */
export type Refusal =
  | AccessRefusal
  | AmendRefusal
  | AnswerRefusal
  | BetNotFound
  | ChangeSettingsRefusal
  | ConfidenceRefusal
  | MarkRefusal
  | GoalRefusal
  | KeepRefusal
  | KeyResultNotFound
  | MakeTokenRefusal
  | CloseRefusal
  | ConfirmRefusal
  | DeleteRefusal
  | EditRefusal
  | EraseRefusal
  | NextStepRefusal
  | NoThreadOfBet
  | NudgeRefusal
  | { readonly kind: "nudge-unknown" }
  | { readonly kind: "not-an-admin" }
  | NumberRefusal
  | ObjectiveNotFound
  | PlaceRefusal
  | PostRecapRefusal
  | PostWeekRefusal
  | PreMortemRefusal
  | ProposalRefusal
  | PulseRefusal
  | QuarterRefusal
  | RetroRefusal
  | RevokeRefusal
  | SetUpRefusal
  | SettleRefusal
  | ShipRefusal
  | StepNotFound
  | TakeReadingRefusal
  | TermsRefusal
  | TooFewTeams
  | UndoRefusal
  | UploadRefusal
  | UnshipRefusal
  | VerdictRefusal;

/** Says what happened, that nothing was lost, and what to do. */
export function explain(refusal: Refusal): string {
  switch (refusal.kind) {
    case "no-file-scope":
      return "Ourcome may not add files here. Whoever runs it can install the app once more and allow files:write; until then, As Markdown has the same quarter to copy.";
    case "bot-not-in-channel":
      return "Ourcome is not in this channel yet. Type /invite @Ourcome here, then try again.";
    case "channel-archived":
      return "This channel is archived, so there is nobody to own outcomes here. Use Ourcome in a channel that is in use.";
    case "channel-shared-outside":
      return "This channel is shared with another organisation. Outcomes stay inside one, so Ourcome does not work here. Use a channel of your own.";
    case "direct-message":
      return "Outcomes belong to a team, so Ourcome works in a team's channel and not in direct messages. Type the command there.";
    case "guest":
      return "Guests cannot place, settle or vote. The members of this workspace who are in the channel can.";
    case "outsider":
      return "Only members of this workspace can do this. Nothing was changed.";
    case "not-in-channel":
      return "Only people in the team's channel can do this. Join the channel, then try again. Nothing was changed.";
    case "slack-silent":
      return "Slack did not tell us in time whether this is for you to do. Nothing was changed. Please try again in a moment.";
    case "already-a-team":
      return "This channel was set up meanwhile. Nothing was changed. /outcomes settings shows what is set.";
    case "team-not-found":
      return "This team is no more. Nothing was changed.";
    case "another-name":
      return `This is not the name of the team, so nothing was erased. Its name is ${refusal.name}.`;
    case "threshold-too-small":
      return `The threshold cannot be under ${refusal.smallest}: with fewer answers, people could tell who said what.`;
    case "unknown-time-zone":
      return "This time zone is not known. Please choose one from the list.";
    case "target-equals-baseline":
      return "The target is the same as the baseline, so there is no way to go. Change one of the two.";
    case "review-not-ahead":
      return "The review date has passed already, or is today. Choose tomorrow or later.";
    case "key-result-not-found":
      return "This key result is no longer among the team's goals. Choose another, or none.";
    case "learning-not-found":
      return "This learning is no longer on record. Choose another, or none.";
    case "learning-gone":
      return "This learning is no longer on record. Nothing was changed.";
    case "top-full":
      return topFullWords(refusal);
    case "objective-not-found":
      return "This objective is no more. Nothing was changed.";
    case "objective-closed":
      return "This objective is closed, so it stays as it is. Nothing was changed. Reopen it to go on with it.";
    case "period-backwards":
      return "The period ends before it begins, or on the same day. Choose a later end.";
    case "bet-not-found":
      return refusal.number === undefined
        ? "This bet is no more. Nothing was changed."
        : `There is no bet #${refusal.number} in this channel. /bet list all shows those there are.`;
    case "already-settled":
      return `Bet #${refusal.number} was settled already. Nothing was changed.`;
    case "already-shipped":
      return `Bet #${refusal.number} was marked as shipped on ${formatFullDay(refusal.on)} already. Nothing was changed. To correct the day, type /bet ship ${refusal.number} with another one.`;
    case "shipped-in-the-future":
      return "This day is still to come. Nothing was changed. Mark the bet as shipped once the change has reached users.";
    case "shipping-changed":
      return `Somebody has changed when bet #${refusal.number} shipped meanwhile. Nothing was undone.`;
    case "words-fixed":
      return `Bet #${refusal.number} is settled, so its title and belief stay as they were when we judged it. Nothing was changed.`;
    case "bet-in-use":
      return `Bet #${refusal.number} can't be deleted any more: ${IN_USE[refusal.because]}. Nothing was changed.${
        refusal.because === "settled"
          ? ""
          : ` /bet stop ${refusal.number} ends it early and keeps the record.`
      }`;
    case "undo-too-late":
      return `Undo works for ten minutes, and they have passed. Nothing was changed. /bet delete ${refusal.number} still works while nobody has voted on the bet or taken a reading.`;
    case "terms-unchanged":
      return "These are the terms as they stand. Nothing was changed.";
    case "reason-missing":
      return "Somebody has voted on this bet, so a change of its terms needs a reason. Nothing was changed yet.";
    case "unit-fixed":
      return `The unit stays ${refusal.unit === "" ? "a plain number" : refusal.unit}: readings were taken in it, or votes cast on it. For another unit, settle this bet as invalid and place a new one.`;
    case "confidence-closed":
      return `The confidence poll on bet #${refusal.number} is closed, and its votes are destroyed or about to be counted. Nothing was changed: a vote that was in before counts as it was.`;
    case "confidence-unreadable":
      return `The votes on bet #${refusal.number} are sealed with another secret than the server has now, so none can be added. Nothing else is touched by it. Whoever runs Ourcome can set OURCOME_SECRET back until the poll closes.`;
    case "decision-unreadable":
      return "The answers to this question are sealed with another secret than the server has now, so none can be added. Nothing was changed, and the retro goes on as it is. Whoever runs Ourcome can set OURCOME_SECRET back until it closes.";
    case "settler-unreadable":
      return "This verdict was sealed with another secret than the server has now, so we cannot tell whether it was you who entered it. Nothing was changed. It is final after 24 hours without a dispute.";
    case "pre-mortem-unreadable":
      return `What was written on bet #${refusal.number} is sealed with another secret than the server has now, so nothing can be added. Nothing else is touched by it. Whoever runs Ourcome can set OURCOME_SECRET back until the retro opens.`;
    case "reading-in-the-future":
      return "The date of the reading is still to come. Choose today or earlier.";
    case "proposal-replaced":
      return "The number has changed meanwhile, so nothing was saved. The message shows the new one in a moment.";
    case "verdict-not-open":
      return `This verdict on bet #${refusal.number} is no longer open. Nothing was changed.`;
    case "step-not-found":
      return "This next step is no more. Nothing was changed.";
    case "step-marked":
      return STEP_MARKED[refusal.now];
    case "too-few-teams":
      return `We show totals once three teams have settled a bet in the last half year, so that no team can be picked out. ${counted(refusal.more, "more team")} to go.`;
    case "nudge-silenced":
      return `This thought is silenced already, until ${formatFullDay(refusal.until)}. Nothing was changed.`;
    case "nudge-heard":
      return "This thought is not silenced any more. Nothing was changed.";
    case "nudge-unknown":
      return "This thought is no more. Nothing was changed.";
    case "own-verdict":
      return "You entered this verdict, so it takes somebody else on the team to find it right. It is final after 24 hours without a dispute.";
    case "week-already-posted":
      return "This week is in the channel already. /outcomes shows it as it stands now, with a button to post it again.";
    case "recap-already-posted":
      return "This recap is in the channel already. /outcomes recap shows it as it stands now, with a button to post it again.";
    case "no-quarter":
      return `“${isolateRightToLeft(clip(refusal.typed, MAX_QUOTE_LENGTH))}” isn't a quarter we know. ${quarterUsage(refusal.today)}`;
    case "quarter-ahead":
      return `${quarterWords(refusal.quarter)} is still ahead of us. ${quarterUsage(refusal.today)}`;
    case "retro-not-found":
      return "This retro is no more. Nothing was changed.";
    case "retro-closed":
      return "This retro is closed already. Nothing was changed. It can be reopened for a day after it closed.";
    case "retro-open":
      return "This retro is open again already. Nothing was changed.";
    case "reopen-too-late":
      return "This retro closed more than a day ago, so it stays closed. Nothing was changed. What comes up later can still be kept: use Save as a learning on a message in its thread.";
    case "decision-asked-once":
      return "This question was asked once, and its answers were destroyed when the retro closed. What they gave stays. Nothing was changed.";
    case "pulse-not-found":
      return "This pulse is no more. Nothing was changed.";
    case "pulse-closed":
      return "This pulse is closed, and its answers are destroyed or about to be counted. Nothing was changed: an answer that was in before counts as it was.";
    case "pulse-unreadable":
      return "The answers to this pulse are sealed with another secret than the server has now, so none can be added. Nothing else is touched by it. Whoever runs Ourcome can set OURCOME_SECRET back until the pulse closes.";
    case "votes-unreadable":
      return "Slack does not let us read the votes in this channel right now, so the retro stays open. Nothing was lost. Please try again later.";
    case "step-date-past":
      return "This date has passed already. Choose today or later.";
    case "no-thread-of-a-bet":
      return "This message is not in the thread of a bet, so we cannot tell which bet taught us this. Nothing was saved. Use Save as a learning in the thread of a retro, of a bet's card or of its verdict.";
    case "token-name":
      return `A token needs a name in one line, of ${refusal.max} characters at most, that says what it is for. Nothing was made.`;
    case "no-scope":
      return "Please choose at least one.";
    case "too-many-tokens":
      return `There are ${refusal.max} already, which is as many as there can be. Nothing was made. Revoke one that is not used any more.`;
    case "token-made-already":
      return "This token was made already, and is in use. Nothing was changed. /outcomes tokens shows it.";
    case "token-not-found":
      return "This token was revoked already. Nothing was changed.";
    case "not-an-admin":
      return "Only admins of the workspace can do this, and Slack did not tell us that you are one. Nothing was changed.";
    case "no-number":
      return refusal.text === ""
        ? "Please enter a number, such as 34.5."
        : `“${refusal.text}” is not a number we can read. Write it such as 34.5, 1,200 or -3.`;
    case "ambiguous-number":
      return `“${refusal.text}” can be read in more than one way. Write ${refusal.readings.join(" or ")}.`;
  }
}

const IN_USE: Readonly<Record<InUse, string>> = {
  settled: "it is settled",
  disputed: "it was settled once before, and that was disputed",
  voted: "somebody has voted on it",
  measured: "a reading was taken",
  foreseen: "somebody has written why it might fail",
  learned: "a learning was saved from it",
  "poll-closed": "its confidence poll has closed",
};

const STEP_MARKED: Readonly<Record<NextStepState, string>> = {
  open: "This next step is open already. Nothing was changed.",
  done: "Somebody marked this next step as done meanwhile. Nothing was changed.",
  dropped: "Somebody dropped this next step meanwhile. Nothing was changed.",
};
