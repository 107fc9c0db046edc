import type { Block, KnownBlock } from "@slack/types";
import type { Delivery } from "#domain/deliveries/delivery.ts";
import type { Deps } from "#usecases/deps.ts";

/** The blocks of a message, and the same content as text for screen readers and notifications. */
export type OutgoingMessage = { readonly text: string; readonly blocks: (KnownBlock | Block)[] };

/** A delivery as a message, with the emojis to put under it. */
export type Rendering<Message extends OutgoingMessage = OutgoingMessage> = {
  readonly message: Message;
  readonly emojis?: readonly string[];
};

/** Renders one kind of delivery. */
export type RenderKind = (deps: Deps, delivery: Delivery) => Promise<Rendering | undefined>;

/** Renders a delivery from the current state of its subject. Undefined if the subject is gone. */
export type Render = (delivery: Delivery) => Promise<Rendering | undefined>;
