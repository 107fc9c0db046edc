import type { Delivery } from "#domain/deliveries/delivery.ts";
import type { Deps } from "#usecases/deps.ts";

type OneDelivery = { readonly workspace: string; readonly key: string };

export const findDelivery = (
  { store }: Deps,
  { workspace, key }: OneDelivery,
): Promise<Delivery | undefined> => store.deliveries.find(workspace, key);

/** A message may not have arrived, and the team wants it again. Of many clicks one counts. */
export async function postAgain({ store }: Deps, { workspace, key }: OneDelivery): Promise<void> {
  await store.deliveries.postAgain(workspace, key);
}

/** The team has the message, or can do without. What was to stand in its thread is given up with it. */
export async function dismissUncertain({ store }: Deps, { workspace, key }: OneDelivery): Promise<void> {
  await store.deliveries.dismiss(workspace, key, "left-by-the-team");
}
