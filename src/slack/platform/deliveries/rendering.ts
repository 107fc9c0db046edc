import type { Block, KnownBlock } from "@slack/types";
import type { Delivery } from "#domain/deliveries/delivery.ts";
import type { Deps } from "#usecases/deps.ts";

/** Blocks for the eye, and a text that says all of it, for screen readers and notifications. */
export type OutgoingMessage = { readonly text: string; readonly blocks: (KnownBlock | Block)[] };

/** A delivery as a message, with the emojis to put under it. */
export type Rendering<Message extends OutgoingMessage = OutgoingMessage> = {
  readonly message: Message;
  readonly emojis?: readonly string[];
  /** Of a message in a thread: Slack shows it in the channel as well. */
  readonly alsoInChannel?: boolean;
  /** What to post where Slack refuses the chart. */
  readonly withoutChart?: Message;
};

/** Renders one kind of delivery. */
export type RenderKind = (deps: Deps, delivery: Delivery) => Promise<Rendering | undefined>;

/** Renders a delivery from the current state of its subject; nothing when the subject is gone. */
export type Render = (delivery: Delivery) => Promise<Rendering | undefined>;
