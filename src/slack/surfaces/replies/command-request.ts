import type { RespondFn } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Result } from "#domain/result.ts";
import type { Team } from "#domain/teams/team.ts";
import type { AccessRefusal, Admission } from "#slack/platform/access/access.ts";
import type { Message } from "#slack/kit/blocks.ts";
import type { Requester } from "#slack/platform/access/access.ts";
import { reply, replyRefusal } from "./reply.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import type { OnCommand } from "#slack/surfaces/handler.ts";
import { openInChannel } from "./open-view.ts";
import type { OpenedView } from "./update-view.ts";
import { offerSetUp } from "#slack/surfaces/teams/offer-set-up.ts";
import { findTeamOfChannel } from "#usecases/teams/find-team.ts";
import { todayOf } from "#usecases/deps.ts";

/** A command or shortcut used in a team's channel. `admission` may still be pending. */
export type CommandRequest = {
  readonly deps: SurfaceDeps;
  readonly client: WebClient;
  readonly respond: RespondFn;
  readonly triggerId: string;
  readonly who: Requester;
  readonly team: Team;
  readonly today: Temporal.PlainDate;
  readonly admission: Promise<Result<Admission, AccessRefusal>>;
};

/** `requestIn` for a slash command. */
export const requestFrom = (
  deps: SurfaceDeps,
  { command, client, respond }: Pick<Parameters<OnCommand>[0], "command" | "client" | "respond">,
  bet?: string,
): Promise<CommandRequest | undefined> => {
  const { team_id: workspace, user_id: user, channel_id: channel, trigger_id: triggerId } = command;
  return requestIn(deps, { where: { workspace, user, channel }, triggerId, client, respond }, bet);
};

/**
 * Starts a request in a team's channel. In a channel without a team, offers the set-up form and returns undefined;
 * `bet` is the bet that was typed, to be placed after the set-up.
 */
export async function requestIn(
  deps: SurfaceDeps,
  source: Pick<CommandRequest, "client" | "respond" | "triggerId"> & {
    where: Requester & { channel: string };
  },
  bet?: string,
): Promise<CommandRequest | undefined> {
  const { where, client, respond, triggerId } = source;
  const team = await findTeamOfChannel(deps, where);
  if (!team) {
    await offerSetUp(deps, client, triggerId, where, bet);
    return undefined;
  }
  const { workspace, user } = where;
  const today = todayOf(deps, team);
  const admission = deps.access.checkAccess(where);
  // Not every caller awaits it (an unknown bet number, say), and an unhandled rejection would end the process.
  admission.catch(() => {});
  return { deps, client, respond, triggerId, who: { workspace, user }, team, today, admission };
}

/** Opens a form at once; the refusal replaces it if the person may not act here. */
export const openForm = (
  { client, triggerId, admission }: CommandRequest,
  view: ModalView,
  onAdmitted?: (opened: OpenedView) => Promise<void>,
): Promise<void> => openInChannel(client, triggerId, view, admission, onAdmitted);

/** Replies to the person who typed the command once it is known that they may act here, or says why not. */
export async function answerAdmitted(
  { respond, admission }: CommandRequest,
  render: () => Promise<Message>,
): Promise<void> {
  const admitted = await admission;
  await (admitted.ok ? reply(respond, await render()) : replyRefusal(respond, admitted.error));
}
