import { admitToBet } from "#slack/surfaces/replies/admission.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { todayOf } from "#usecases/deps.ts";
import { readMetadata } from "#slack/kit/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { takeReading } from "#usecases/readings/take-reading.ts";
import { READING_FIELDS, readingMetadata, readReading, spareOf } from "./reading-form.ts";

export function onReadingSubmitted(deps: SurfaceDeps): OnSubmit {
  return async ({ ack, body, view }) => {
    const metadata = readMetadata(readingMetadata, view);
    const { bet, unit, id } = metadata;
    const workspace = workspaceOf(body);
    const admitted = await admitToBet(deps, { workspace, user: body.user.id }, bet);
    if (!admitted.ok)
      return ack({
        response_action: "errors",
        errors: { [READING_FIELDS.value]: explain(admitted.error) },
      });
    const reading = readReading(
      view,
      unit,
      todayOf(deps, admitted.value.team),
      spareOf(metadata, admitted.value),
    );
    if (!reading.ok) return ack({ response_action: "errors", errors: reading.error });
    const taken = await takeReading(deps, {
      workspace,
      bet,
      reading: reading.value,
      person: body.user.id,
      ...(id && { id }),
    });
    if (!taken.ok) {
      const field =
        taken.error.kind === "reading-in-the-future" ? READING_FIELDS.takenOn : READING_FIELDS.value;
      return ack({ response_action: "errors", errors: { [field]: explain(taken.error) } });
    }
    await ack();
    return deps.outbox.deliver();
  };
}
