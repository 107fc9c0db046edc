import { SlackError } from "@slack/web-api";
import type { Electorate } from "#usecases/polls/electorate.ts";
import type { Access } from "./access.ts";

/** Who may vote, by what Slack says; while it says nothing, a poll waits and no vote is lost. */
export const slackElectorate = (access: Access): Electorate => ({
  members: (where) => orNothing(access.members(where)),
  votersAmong: (where, people) => orNothing(access.votersAmong(where, people)),
});

async function orNothing<Said>(asked: Promise<Said>): Promise<Said | undefined> {
  try {
    return await asked;
  } catch (fault) {
    if (fault instanceof SlackError) return undefined;
    throw fault;
  }
}
