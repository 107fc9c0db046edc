import { keys } from "#domain/deliveries/delivery.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { Deps } from "#usecases/deps.ts";
import { readLatest } from "./read-news.ts";
import { momentSubject } from "./read-week.ts";

export type PostWeekRefusal = { readonly kind: "week-already-posted" };

/** Posts the week as it stands now in the team's channel. `post` is the idempotency key. */
export async function postWeek(
  { store, now }: Deps,
  input: { workspace: string; team: string; post: string },
): Promise<Result<undefined, PostWeekRefusal>> {
  const { workspace, team } = input;
  const key = keys.postedWeek(input.post);
  return store.transaction(async (tx) => {
    if (await tx.deliveries.find(workspace, key)) return err({ kind: "week-already-posted" });
    const at = now();
    const subject = momentSubject(at);
    const latest = await readLatest({ store: tx }, { workspace, team, until: at });
    if (latest) {
      const { content } = latest;
      await tx.digests.add({ workspace, key, team, moment: subject, isQuiet: false, content });
    }
    await tx.deliveries.enqueue({ workspace, team, key, kind: "posted-week", subject, dueAt: at });
    return ok(undefined);
  });
}
