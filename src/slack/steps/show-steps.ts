import { answerAdmitted, type CommandRequest } from "#slack/request.ts";
import { listNextSteps } from "#usecases/list-next-steps.ts";
import { stepList } from "./step-list.ts";

/** `/outcomes steps` */
export const showNextSteps = (request: CommandRequest): Promise<void> =>
  answerAdmitted(request, async () =>
    stepList(await listNextSteps(request.deps, request.team), request.today),
  );
