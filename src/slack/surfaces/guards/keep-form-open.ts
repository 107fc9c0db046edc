import type { SlackViewMiddlewareArgs, ViewSubmitAction } from "@slack/bolt";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { logFault } from "#slack/platform/logging/log-fault.ts";
import { faultWords } from "./on-fault.ts";
import type { OnSubmit } from "#slack/surfaces/handler.ts";

type Submission = Pick<SlackViewMiddlewareArgs<ViewSubmitAction>, "ack" | "view">;

/**
 * Answers a form that could not be saved because of a fault: it stays open with what was typed, and shows the fault at
 * its first field. Without an answer, Slack would show an error of its own after three seconds.
 */
export async function keepFormOpen(
  deps: Pick<SurfaceDeps, "log" | "newId" | "store">,
  { ack, view }: Submission,
  fault: unknown,
): Promise<void> {
  const field = view.blocks.find(({ type }) => type === "input")?.block_id;
  if (field === undefined) throw fault;
  const id = logFault(deps, fault, "a form could not be saved");
  const words = `${faultWords(deps, fault, id)} What was typed is still in this form.`;
  await ack({ response_action: "errors", errors: { [field]: words } });
}

/** Wraps a form's handler: keeps the form open after a fault, unless it was acknowledged before. */
export const withFormKeptOpen =
  (deps: SurfaceDeps) =>
  (handler: OnSubmit): OnSubmit =>
  async (args) => {
    let acked = false;
    const ack: typeof args.ack = async (response) => {
      acked = true;
      await args.ack(response);
    };
    try {
      await handler({ ...args, ack });
    } catch (fault) {
      if (acked) throw fault;
      await keepFormOpen(deps, args, fault);
    }
  };
