import { SlackError } from "@slack/web-api";
import type { Electorate } from "#usecases/polls/electorate.ts";
import type { Access } from "./access.ts";

/** Who may vote, according to Slack. While Slack doesn't say, polls wait and no vote is lost. */
export const slackElectorate = (access: Access): Electorate => ({
  members: (where) => orUndefined(access.members(where)),
  votersAmong: (where, people) => orUndefined(access.votersAmong(where, people)),
});

async function orUndefined<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (fault) {
    if (fault instanceof SlackError) return undefined;
    throw fault;
  }
}
