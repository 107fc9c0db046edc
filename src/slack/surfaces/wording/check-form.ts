import { z } from "zod";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { type FieldErrors, readMetadata } from "#slack/kit/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { findBet } from "#usecases/bets/find-bet.ts";
import { findObjective } from "#usecases/goals/find-goal.ts";
import { findTeam } from "#usecases/teams/find-team.ts";
import { checkWording, rejectForm, textFieldsOf } from "./rejected-form.ts";
import type { FormView } from "./remarks.ts";

/** A form's metadata has one of these ids, which lead to its channel. */
const ownerSchema = z.union([
  z.object({ channel: z.string() }),
  z.object({ team: z.string() }),
  z.object({ bet: z.string() }),
  z.object({ objective: z.string() }),
]);

type Submitted = Pick<Parameters<OnSubmit>[0], "body" | "view">;

/** What a form knows of itself, for an answer that says all that is wrong. */
export type FormAnswers = {
  /** What is wrong besides the wording, without saving anything. */
  readonly errorsIn?: (submitted: Submitted) => FieldErrors | Promise<FieldErrors>;
  /** The form with the fields that it hides. */
  readonly reveal?: (submitted: Submitted) => Promise<FormView>;
};

/**
 * Wraps the handler of a form whose texts are stored: rejects texts that name a person before the handler runs, with all
 * else that is wrong. Skips the check if the person may not act here, so that they learn nobody's name; the handler
 * refuses them.
 */
export const withWordingCheck =
  (deps: SurfaceDeps) =>
  (handler: OnSubmit, { errorsIn, reveal }: FormAnswers = {}): OnSubmit =>
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
    const wording = checkWording(view, names);
    const reject = async (errors: FieldErrors) =>
      ack(await rejectForm(view, wording, errors, reveal && (() => reveal(args))));
    if (Object.keys(wording.errors).length > 0) return reject((await errorsIn?.(args)) ?? {});
    return handler({
      ...args,
      // Remarks of an earlier answer must not stay beside errors that are new, and errors must not be out of sight.
      ack: async (response) =>
        response?.response_action === "errors" ? reject(response.errors) : ack(response),
    });
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
