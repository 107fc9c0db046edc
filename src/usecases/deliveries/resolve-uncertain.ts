import type { Delivery } from "#domain/deliveries/delivery.ts";
import type { Deps } from "#usecases/deps.ts";

type DeliveryRef = { readonly workspace: string; readonly key: string };

export const findDelivery = (
  { store }: Deps,
  { workspace, key }: DeliveryRef,
): Promise<Delivery | undefined> => store.deliveries.find(workspace, key);

/** Posts a message again that may not have arrived. Further clicks have no effect. */
export async function postAgain({ store }: Deps, { workspace, key }: DeliveryRef): Promise<void> {
  await store.deliveries.postAgain(workspace, key);
}

/** Gives up a message that the team has or doesn't need, along with the messages for its thread. */
export async function dismissUncertain({ store }: Deps, { workspace, key }: DeliveryRef): Promise<void> {
  await store.deliveries.dismiss(workspace, key, "left-by-the-team");
}
