import { answerAdmitted, type CommandRequest } from "#slack/surfaces/replies/command-request.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Message } from "#slack/kit/blocks.ts";
import { type Deps, todayOf } from "#usecases/deps.ts";
import { listDroppedSteps, listNextSteps } from "#usecases/next-steps/list-next-steps.ts";
import { stepList, type StepChange } from "./next-step-list.ts";

/** `/outcomes steps` */
export const showNextSteps = (request: CommandRequest): Promise<void> =>
  answerAdmitted(request, () => currentSteps(request.deps, request.team));

/** The list as it is now, with what the last click did. */
export async function currentSteps(deps: Deps, team: Team, news?: StepChange): Promise<Message> {
  const today = todayOf(deps, team);
  return stepList(await listNextSteps(deps, team), today, news, await listDroppedSteps(deps, team));
}
