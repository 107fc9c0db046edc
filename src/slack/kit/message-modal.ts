import type { KnownBlock, ModalView } from "@slack/types";
import type { Message, MessageBlock } from "./blocks.ts";
import { modal } from "./form.ts";

/** Charts and tables, which Slack shows in messages only. */
const MESSAGES_ONLY = new Set(["data_visualization", "data_table", "table", "markdown"]);

/** A command's ephemeral answer as a modal, for Home, where there is no channel to answer in. */
export const messageModal = (title: string, { blocks }: Message): ModalView =>
  modal({ callbackId: "message", title, close: "Close", blocks: blocks.filter(fitsModal) });

export const fitsModal = (block: MessageBlock): block is KnownBlock => !MESSAGES_ONLY.has(block.type);
