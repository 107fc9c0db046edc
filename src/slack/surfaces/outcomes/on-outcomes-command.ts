import { replyWithAck } from "#slack/surfaces/replies/reply.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { openGoals } from "#slack/surfaces/goals/show-goals.ts";
import { showWeek } from "#slack/surfaces/digests/show-week.ts";
import type { OnCommand } from "#slack/surfaces/handler.ts";
import { type CommandRequest, openForm, requestFrom } from "#slack/surfaces/replies/command-request.ts";
import { settingsForm } from "#slack/surfaces/teams/settings-form.ts";
import { showRecap } from "#slack/surfaces/recaps/show-recap.ts";
import { showNextSteps } from "#slack/surfaces/next-steps/show-next-steps.ts";
import { showLearnings } from "#slack/surfaces/learnings/show-learnings.ts";
import { unescape } from "#slack/kit/text.ts";
import { type OutcomesCommand, readOutcomesCommand } from "./command.ts";
import { openTokens } from "#slack/surfaces/tokens/show-tokens.ts";
import { showRollup } from "#slack/surfaces/rollups/show-rollup.ts";
import { outcomesHelp } from "./help.ts";
import { privacyMessage } from "./privacy.ts";

/** Every `/outcomes` command. In a channel without a team, all but help and privacy offer to set one up. */
export function onOutcomesCommand(deps: SurfaceDeps): OnCommand {
  return async (args) => {
    const command = readOutcomesCommand(unescape(args.command.text));
    if (command.kind === "help") return replyWithAck(args.ack, outcomesHelp(command.misunderstood));
    if (command.kind === "privacy") return replyWithAck(args.ack, privacyMessage());
    await args.ack();
    const request = await requestFrom(deps, args);
    if (request) await answer(request, command);
  };
}

function answer(
  request: CommandRequest,
  command: Exclude<OutcomesCommand, { kind: "help" | "privacy" }>,
): Promise<void> {
  switch (command.kind) {
    case "settings":
      return openForm(request, settingsForm(request.team, { team: request.team.id }));
    case "tokens":
      return openTokens(request);
    case "week":
      return showWeek(request);
    case "across":
      return showRollup(request);
    case "goals":
      return openGoals(request);
    case "learnings":
      return showLearnings(request, command.words);
    case "recap":
      return showRecap(request, command.quarter);
    case "steps":
      return showNextSteps(request);
  }
}
