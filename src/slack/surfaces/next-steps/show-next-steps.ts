import { answerAdmitted, type CommandRequest } from "#slack/surfaces/replies/command-request.ts";
import { listNextSteps } from "#usecases/next-steps/list-next-steps.ts";
import { stepList } from "./next-step-list.ts";

/** `/outcomes steps` */
export const showNextSteps = (request: CommandRequest): Promise<void> =>
  answerAdmitted(request, async () =>
    stepList(await listNextSteps(request.deps, request.team), request.today),
  );
