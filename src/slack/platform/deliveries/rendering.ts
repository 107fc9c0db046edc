import type { Delivery } from "#domain/deliveries/delivery.ts";
import type { Deps } from "#usecases/deps.ts";
import type { Message } from "#slack/kit/blocks.ts";

/** How a delivery is drawn: its message, the emojis to put under it, and what to post where a chart is refused. */
export type Drawing = {
  readonly message: Message;
  readonly emojis?: readonly string[];
  /** Of a message in a thread: Slack shows it in the channel as well. */
  readonly alsoInChannel?: boolean;
  readonly withoutChart?: Message;
};

/** Draws one kind of delivery. */
export type DrawKind = (deps: Deps, delivery: Delivery) => Promise<Drawing | undefined>;

/** Draws a delivery from the state of its subject as it is now; nothing when the subject is gone. */
export type Draw = (delivery: Delivery) => Promise<Drawing | undefined>;
