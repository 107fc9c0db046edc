import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { todayOf } from "#usecases/deps.ts";
import { fieldValues, readMetadata, writeMetadata } from "#slack/kit/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import type { FormAnswers } from "#slack/surfaces/wording/check-form.ts";
import { listBetChoices } from "#usecases/bets/list-bet-choices.ts";
import { placeBet } from "#usecases/bets/place-bet.ts";
import { tellPlaced } from "./corrections/placed-message.ts";
import { findTeam } from "#usecases/teams/find-team.ts";
import { BET_FIELDS, betMetadata, prefillFromFields } from "./form/fields.ts";
import { MORE_BLOCK, moreButton, moreInputs } from "./form/more-inputs.ts";
import { placeErrors, readBet } from "./form/read-bet.ts";

export function onBetSubmitted(deps: SurfaceDeps): OnSubmit {
  return async ({ ack, body, client, view }) => {
    const { team, bet } = readMetadata(betMetadata, view);
    const workspace = workspaceOf(body);
    const admitted = await admitToTeam(deps, { workspace, user: body.user.id }, team);
    if (!admitted.ok)
      return ack({ response_action: "errors", errors: { [BET_FIELDS.title]: explain(admitted.error) } });
    const draft = readBet(view, todayOf(deps, admitted.value), deps.sources.names());
    if (!draft.ok) return ack({ response_action: "errors", errors: draft.error });

    const placed = await placeBet(deps, {
      workspace,
      team,
      draft: draft.value,
      person: body.user.id,
      ...(bet && { id: bet }),
    });
    if (!placed.ok) return ack({ response_action: "errors", errors: placeErrors(placed.error) });
    await ack();
    await deps.outbox.deliver();
    await tellPlaced(deps, client, { channel: admitted.value.channel, user: body.user.id }, placed.value);
  };
}

/** All that is wrong in the form, and the form with what is behind "More". */
export function betFormAnswers(deps: SurfaceDeps): FormAnswers {
  const teamOf = async ({ body, view }: Parameters<NonNullable<FormAnswers["reveal"]>>[0]) =>
    findTeam(deps, { workspace: workspaceOf(body), team: readMetadata(betMetadata, view).team });
  return {
    async errorsIn(submitted) {
      const team = await teamOf(submitted);
      const draft = team && readBet(submitted.view, todayOf(deps, team), deps.sources.names());
      return draft && !draft.ok ? draft.error : {};
    },

    async reveal(submitted) {
      const { view } = submitted;
      const team = await teamOf(submitted);
      if (!team) return view;
      const { hidden: _hidden, ...metadata } = readMetadata(betMetadata, view);
      const filled = prefillFromFields(fieldValues(view));
      const more = [
        moreButton(filled, true, team.id),
        ...moreInputs(filled, await listBetChoices(deps, team), undefined),
      ];
      const drawn = new Set([MORE_BLOCK, ...more.map(({ block_id: id }) => id)]);
      const kept = view.blocks.filter(({ block_id: id }) => !drawn.has(id));
      return { ...view, private_metadata: writeMetadata(metadata), blocks: [...kept, ...more] };
    },
  };
}
