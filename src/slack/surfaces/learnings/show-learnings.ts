import type { Team } from "#domain/teams/team.ts";
import type { Message } from "#slack/kit/blocks.ts";
import { answerAdmitted, type CommandRequest } from "#slack/surfaces/replies/command-request.ts";
import type { Deps } from "#usecases/deps.ts";
import { listLearnings } from "#usecases/learnings/list-learnings.ts";
import { MAX_LINES } from "#slack/kit/first-lines.ts";
import { learningList } from "./learning-list.ts";

/** `/outcomes learnings`, `/outcomes learnings words` */
export const showLearnings = (request: CommandRequest, words: string): Promise<void> =>
  answerAdmitted(request, () => currentLearnings(request.deps, request.team, words));

/** The list as it is now, with what the last tap did. */
export const currentLearnings = async (deps: Deps, team: Team, words = "", news?: string): Promise<Message> =>
  learningList(await listLearnings(deps, team, words, MAX_LINES), words, news);
