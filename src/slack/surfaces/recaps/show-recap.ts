import type { Quarter } from "#domain/calendar/quarter.ts";
import type { Team } from "#domain/teams/team.ts";
import { actions, button, type Message } from "#slack/kit/blocks.ts";
import type { Rendering } from "#slack/platform/deliveries/rendering.ts";
import { replyRefusal } from "#slack/surfaces/replies/reply.ts";
import { quarterName, quarterOn } from "#domain/calendar/quarter.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { answerAdmitted, type CommandRequest } from "#slack/surfaces/replies/command-request.ts";
import { type Deps, todayOf } from "#usecases/deps.ts";
import { readRecap, readRecapOf } from "#usecases/recaps/read-recap.ts";
import { recapMessage } from "./recap-message.ts";
import { readQuarter } from "./quarter-input.ts";
import { quarterWords } from "./recap-words.ts";

/** `/outcomes recap`, `/outcomes recap 2026-Q4`: replies with the quarter as of now. */
export async function showRecap(request: CommandRequest, typed: string): Promise<void> {
  const quarter = readQuarter(typed, request.today);
  if (!quarter.ok) return replyRefusal(request.respond, quarter.error);
  return answerAdmitted(request, () => recapNow(request.deps, request.team, quarter.value));
}

/** The current quarter's recap. */
export const thisQuarter = (deps: Deps, team: Team): Promise<Message> =>
  recapNow(deps, team, quarterOn(todayOf(deps, team)));

/** A quarter's recap as of now, with a button to post it besides those that it has in the channel. */
async function recapNow(deps: Deps, team: Team, quarter: Quarter): Promise<Message> {
  const recap = await readRecap(deps, { team, quarter, at: deps.now() });
  const post = button(
    "Post it to the channel",
    ACTIONS.postRecap,
    `${team.id}/${quarterName(quarter)}/${deps.newId()}`,
  );
  return recapMessage(recap, actions(wholeButton(team, quarter), post, copyButton(team, quarter)));
}

/** The recap as posted in the channel. */
export async function renderPostedRecap(
  deps: Deps,
  delivery: { workspace: string; team: string; subject: string },
): Promise<Rendering<Message> | undefined> {
  const recap = await readRecapOf(deps, delivery);
  if (!recap) return undefined;
  const { team, quarter } = recap;
  const buttons = [wholeButton(team, quarter), reportButton(team, quarter), copyButton(team, quarter)];
  return { message: recapMessage(recap, actions(...buttons)) };
}

const wholeButton = (team: Team, quarter: Quarter) =>
  button("Whole quarter", ACTIONS.wholeQuarter, `${team.id}/${quarterName(quarter)}`, {
    accessibility_label: `The whole of ${quarterWords(quarter)}, for you alone`,
  });

/** Only under a recap in the channel, whose thread takes the file. */
const reportButton = (team: Team, quarter: Quarter) =>
  button("Report", ACTIONS.reportRecap, `${team.id}/${quarterName(quarter)}`, {
    accessibility_label: `${quarterWords(quarter)} as a page with charts, added to this thread`,
  });

const copyButton = (team: Team, quarter: Quarter) =>
  button("As Markdown", ACTIONS.copyRecap, `${team.id}/${quarterName(quarter)}`, {
    accessibility_label: `${quarterWords(quarter)} as Markdown, to copy`,
  });
