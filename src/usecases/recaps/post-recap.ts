import { keys } from "#domain/deliveries/delivery.ts";
import type { Quarter } from "#domain/calendar/quarter.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { Deps } from "#usecases/deps.ts";
import { recapSubject } from "./enqueue-recap.ts";

export type PostRecapRefusal = { readonly kind: "recap-already-posted" };

/** Posts a quarter's recap as it stands now in the team's channel. `post` is the idempotency key. */
export async function postRecap(
  { store, now }: Deps,
  input: { workspace: string; team: string; quarter: Quarter; post: string },
): Promise<Result<undefined, PostRecapRefusal>> {
  const { workspace, team, quarter } = input;
  const key = keys.postedRecap(input.post);
  return store.transaction(async (tx) => {
    if (await tx.deliveries.find(workspace, key)) return err({ kind: "recap-already-posted" });
    const at = now();
    const subject = recapSubject(quarter, at);
    await tx.deliveries.enqueue({ workspace, team, key, kind: "recap", subject, dueAt: at });
    return ok(undefined);
  });
}
