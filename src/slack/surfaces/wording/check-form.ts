import { z } from "zod";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { readMetadata } from "#slack/kit/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { findBet } from "#usecases/bets/find-bet.ts";
import { findObjective } from "#usecases/goals/find-goal.ts";
import { findTeam } from "#usecases/teams/find-team.ts";
import { textFieldsOf, rejectedForm } from "./rejected-form.ts";

/** A form's metadata has one of these ids, which lead to its channel. */
const ownerSchema = z.union([
  z.object({ channel: z.string() }),
  z.object({ team: z.string() }),
  z.object({ bet: z.string() }),
  z.object({ objective: z.string() }),
]);

/**
 * Wraps the handler of a form whose texts are stored: rejects texts that name a person before the handler runs. Skips
 * the check if the person may not act here, so that they learn nobody's name; the handler refuses them.
 */
export const withWordingCheck =
  (deps: SurfaceDeps) =>
  (handler: OnSubmit): OnSubmit =>
  async (args) => {
    const { ack, body, view } = args;
    const workspace = workspaceOf(body);
    const [firstText] = textFieldsOf(view);
    if (!firstText) return handler(args);
    const channel = await channelOf(deps, workspace, readMetadata(ownerSchema, view));
    if (channel === undefined) return handler(args);
    const admitted = await deps.access.checkAccess({ workspace, user: body.user.id, channel });
    if (!admitted.ok) {
      if (admitted.error.kind !== "slack-silent") return handler(args);
      // The handler would ask Slack again, too late to answer the form.
      return ack({ response_action: "errors", errors: { [firstText.id]: explain(admitted.error) } });
    }
    const names = await deps.memberNames.namesOf(workspace, admitted.value.members);
    const rejection = rejectedForm(view, names);
    return rejection ? ack(rejection) : handler(args);
  };

async function channelOf(
  deps: SurfaceDeps,
  workspace: string,
  ids: z.output<typeof ownerSchema>,
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
