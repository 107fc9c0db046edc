import { answer } from "#slack/answer.ts";
import type { SlackDeps } from "#slack/deps.ts";
import { openGoals } from "#slack/goals/show-goals.ts";
import { showWeek } from "#slack/digests/show-week.ts";
import type { OnCommand } from "#slack/listener.ts";
import { type CommandRequest, openForm, requestFrom } from "#slack/request.ts";
import { settingsForm } from "#slack/settings/settings-form.ts";
import { showRecap } from "#slack/recaps/show-recap.ts";
import { showNextSteps } from "#slack/steps/show-steps.ts";
import { showLearnings } from "#slack/learnings/show-learnings.ts";
import { unescape } from "#slack/text.ts";
import { type OutcomesCommand, readOutcomesCommand } from "./command.ts";
import { showAcross } from "./across.ts";
import { outcomesHelp } from "./help.ts";
import { whatOurcomeKnows } from "./privacy.ts";

/** `/outcomes` in all its forms. In a channel that is no team yet, each of them offers to set it up. */
export function onOutcomesCommand(deps: SlackDeps): OnCommand {
  return async (args) => {
    await args.ack();
    const asked = readOutcomesCommand(unescape(args.command.text));
    if (asked.kind === "help") return answer(args.respond, outcomesHelp(asked.misunderstood));
    if (asked.kind === "privacy") return answer(args.respond, whatOurcomeKnows());
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
      return showAcross(request);
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
