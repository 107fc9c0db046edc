import { err, type Result } from "#domain/result.ts";
import type { AccessRefusal } from "#slack/platform/access/access.ts";
import type { Requester } from "#slack/platform/access/access.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { findRetro, type RetroFacts, type RetroNotFound } from "#usecases/retros/find-retro.ts";

/** Finds a retro if the person may act in its team's channel. */
export async function admitToRetro(
  deps: SurfaceDeps,
  who: Requester,
  retro: string,
): Promise<Result<RetroFacts, AccessRefusal | RetroNotFound>> {
  const found = await findRetro(deps, { workspace: who.workspace, retro });
  if (!found.ok) return found;
  const admitted = await deps.access.checkAccess({ ...who, channel: found.value.team.channel });
  return admitted.ok ? found : err(admitted.error);
}
