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
import { showRollup } from "#slack/surfaces/rollups/show-rollup.ts";
import { outcomesHelp } from "./help.ts";
import { whatOurcomeKnows } from "./privacy.ts";

/** `/outcomes` in all its forms. In a channel that is no team yet, each of them offers to set it up. */
export function onOutcomesCommand(deps: SurfaceDeps): OnCommand {
  return async (args) => {
    const asked = readOutcomesCommand(unescape(args.command.text));
    if (asked.kind === "help") return replyWithAck(args.ack, outcomesHelp(asked.misunderstood));
    if (asked.kind === "privacy") return replyWithAck(args.ack, whatOurcomeKnows());
    await args.ack();
    const request = await requestFrom(deps, args);
    if (request) await answerTo(request, asked);
  };
}

function answerTo(
  request: CommandRequest,
  asked: Exclude<OutcomesCommand, { kind: "help" | "privacy" }>,
): Promise<void> {
  switch (asked.kind) {
    case "settings":
      return openForm(request, settingsForm(request.team, { team: request.team.id }));
    case "week":
      return showWeek(request);
    case "across":
      return showRollup(request);
    case "goals":
      return openGoals(request);
    case "learnings":
      return showLearnings(request, asked.words);
    case "recap":
      return showRecap(request, asked.quarter);
    case "steps":
      return showNextSteps(request);
  }
}
