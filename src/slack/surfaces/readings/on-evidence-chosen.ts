import { fieldValues, readMetadata } from "#slack/kit/form.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnAction, workspaceOf } from "#slack/surfaces/handler.ts";
import { FORMS } from "#slack/surfaces/ids.ts";
import { admitToBet } from "#slack/surfaces/replies/admission.ts";
import { pushView, refusalView } from "#slack/surfaces/replies/open-view.ts";
import { todayOf } from "#usecases/deps.ts";
import { updateView } from "#slack/surfaces/replies/update-view.ts";
import { settleForm } from "#slack/surfaces/verdicts/settle-form.ts";
import { evidenceSchema, READING_FIELDS, readingForm, readingMetadata, spareOf } from "./reading-form.ts";

/** Updates the form of a reading, or of a final one: of an experiment, it asks whether the difference was significant. */
export function onEvidenceChosen(deps: SurfaceDeps): OnAction {
  return async ({ ack, body, client }) => {
    await ack();
    if (!body.view) return;
    const metadata = readMetadata(readingMetadata, body.view);
    const { bet: id, id: reading } = metadata;
    const found = await admitToBet(deps, { workspace: workspaceOf(body), user: body.user.id }, id);
    // Pushed on top of the form, so that what was typed is kept.
    if (!found.ok) return pushView(client, body.trigger_id, refusalView(found.error));
    const evidence = evidenceSchema.parse(fieldValues(body.view)[READING_FIELDS.evidence]);
    const { bet, team, use } = found.value;
    const today = todayOf(deps, team);
    const view =
      body.view.callback_id === FORMS.settleBet
        ? settleForm(bet, today, { evidence, use })
        : readingForm(bet, today, { id: reading, evidence, spare: spareOf(metadata, found.value) });
    await updateView(client, body.view.id, view, body.view.hash);
  };
}
