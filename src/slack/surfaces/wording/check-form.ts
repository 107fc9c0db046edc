import { z } from "zod";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { readMetadata } from "#slack/kit/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { findBet } from "#usecases/bets/find-bet.ts";
import { findObjective } from "#usecases/goals/find-goal.ts";
import { findTeam } from "#usecases/teams/find-team.ts";
import { textsOf, rejectedForm } from "./rejected-form.ts";

/** By one of these a form says whose it is. */
const whose = z.union([
  z.object({ channel: z.string() }),
  z.object({ team: z.string() }),
  z.object({ bet: z.string() }),
  z.object({ objective: z.string() }),
]);

/**
 * A form whose texts are kept: what reads like a person is turned back before the form's own handler sees it. Those who
 * may not act here learn nobody's name; the handler tells them so.
 */
export const withWordingCheck =
  (deps: SurfaceDeps) =>
  (handler: OnSubmit): OnSubmit =>
  async (args) => {
    const { ack, body, view } = args;
    const workspace = workspaceOf(body);
    const [firstText] = textsOf(view);
    if (!firstText) return handler(args);
    const channel = await channelOf(deps, workspace, readMetadata(whose, view));
    if (channel === undefined) return handler(args);
    const admitted = await deps.access.admit({ workspace, user: body.user.id, channel });
    if (!admitted.ok) {
      if (admitted.error.kind !== "slack-silent") return handler(args);
      // Asking once more would be answered too late for the form.
      return ack({ response_action: "errors", errors: { [firstText.id]: explain(admitted.error) } });
    }
    const names = await deps.memberNames.of(workspace, admitted.value.members);
    const back = rejectedForm(view, names);
    return back ? ack(back) : handler(args);
  };

async function channelOf(
  deps: SurfaceDeps,
  workspace: string,
  ids: z.output<typeof whose>,
): Promise<string | undefined> {
  if ("channel" in ids) return ids.channel;
  if ("team" in ids) return (await findTeam(deps, { workspace, team: ids.team }))?.channel;
  if ("bet" in ids) {
    const bet = await findBet(deps, { workspace, bet: ids.bet });
    return bet.ok ? bet.value.team.channel : undefined;
  }
  const found = await findObjective(deps, { workspace, objective: ids.objective });
  if (!found.ok) return undefined;
  return (await findTeam(deps, { workspace, team: found.value.team }))?.channel;
}
