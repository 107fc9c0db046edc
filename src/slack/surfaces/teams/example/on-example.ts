import type { ModalView } from "@slack/types";
import type { Percent } from "#domain/confidence/confidence.ts";
import type { Team } from "#domain/teams/team.ts";
import { readMetadata } from "#slack/kit/form.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnButton, type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import { refusalView, showWhenReady } from "#slack/surfaces/replies/open-view.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import {
  exampleErrors,
  exampleMetadata,
  examplePage,
  exampleReview,
  exampleVerdict,
  readExample,
} from "./example-pages.ts";

const opensPage =
  (render: (team: Team, now: Temporal.Instant) => ModalView) =>
  (deps: SurfaceDeps): OnButton =>
  async ({ ack, action, body, client }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const page = admitToTeam(deps, who, action.value ?? "").then((team) =>
      team.ok ? render(team.value, deps.now()) : refusalView(team.error),
    );
    return showWhenReady(client, body, page);
  };

/** *Try it with an example* on the set-up message. */
export const onTryExample = opensPage(examplePage);

export const onExampleVote = (gave: Percent) => opensPage((team, now) => exampleReview(team, gave, now));

/** The example's final reading. Nothing is stored: its verdict is the next page. */
export function onExampleSubmitted(deps: SurfaceDeps): OnSubmit {
  return async ({ ack, body, view }) => {
    const { team, gave } = readMetadata(exampleMetadata, view);
    const value = readExample(view);
    if (!value.ok) return ack({ response_action: "errors", errors: value.error });
    const admitted = await admitToTeam(deps, { workspace: workspaceOf(body), user: body.user.id }, team);
    if (!admitted.ok)
      return ack({ response_action: "errors", errors: exampleErrors(explain(admitted.error)) });
    await ack({
      response_action: "update",
      view: exampleVerdict(admitted.value, gave, value.value, deps.now()),
    });
  };
}
