import type { KnownBlock, ModalView } from "@slack/types";
import type { Message, MessageBlock } from "./blocks.ts";
import { modal } from "./form.ts";

/** Slack shows charts and tables in messages only. */
const MESSAGES_ONLY = new Set(["data_visualization", "data_table", "table", "markdown"]);

/** What a command answers to one person alone, as a modal: on Home there is no channel to answer in. */
export const messageModal = (title: string, { blocks }: Message): ModalView =>
  modal({ callbackId: "message", title, close: "Close", blocks: blocks.filter(fitsModal) });

const fitsModal = (block: MessageBlock): block is KnownBlock => !MESSAGES_ONLY.has(block.type);
