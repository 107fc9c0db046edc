import { answerAdmitted, type CommandRequest } from "#slack/surfaces/replies/command-request.ts";
import { listLearnings } from "#usecases/learnings/list-learnings.ts";
import { MAX_LINES } from "#slack/kit/first-lines.ts";
import { learningList } from "./learning-list.ts";

/** `/outcomes learnings`, `/outcomes learnings words` */
export const showLearnings = (request: CommandRequest, words: string): Promise<void> =>
  answerAdmitted(request, async () =>
    learningList(await listLearnings(request.deps, request.team, words, MAX_LINES), words),
  );
