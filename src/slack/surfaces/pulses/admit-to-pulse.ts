import { err, type Result } from "#domain/result.ts";
import type { AccessRefusal } from "#slack/platform/access/access.ts";
import type { Requester } from "#slack/platform/access/access.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { findPulse, type PulseFacts, type PulseNotFound } from "#usecases/pulses/find-pulse.ts";

/** Finds a pulse if the person may act in its team's channel. */
export async function admitToPulse(
  deps: SurfaceDeps,
  who: Requester,
  pulse: string,
): Promise<Result<PulseFacts, AccessRefusal | PulseNotFound>> {
  const found = await findPulse(deps, { workspace: who.workspace, pulse });
  if (!found.ok) return found;
  const admitted = await deps.access.checkAccess({ ...who, channel: found.value.team.channel });
  return admitted.ok ? found : err(admitted.error);
}
