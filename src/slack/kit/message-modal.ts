import type { ModalView } from "@slack/types";
import type { Message } from "./blocks.ts";
import { modal } from "./form.ts";

/** A command's ephemeral answer as a modal, for Home, where there is no channel to answer in. */
export const messageModal = (title: string, { blocks }: Message): ModalView =>
  modal({ callbackId: "message", title, close: "Close", blocks });
