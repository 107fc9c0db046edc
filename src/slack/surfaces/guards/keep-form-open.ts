import type { SlackViewMiddlewareArgs, ViewSubmitAction } from "@slack/bolt";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { logFault } from "#slack/platform/logging/log-fault.ts";
import { faultWords } from "./on-fault.ts";
import type { OnSubmit } from "#slack/surfaces/handler.ts";

type Sent = Pick<SlackViewMiddlewareArgs<ViewSubmitAction>, "ack" | "view">;

/**
 * Answers a form that a fault kept from being saved: it stays open, with what was typed in it, and says so beside its
 * first field at once. Without an answer Slack would say after three seconds that it had trouble.
 */
export async function keepFormOpen(
  deps: Pick<SurfaceDeps, "log" | "newId" | "store">,
  { ack, view }: Sent,
  fault: unknown,
): Promise<void> {
  const field = view.blocks.find(({ type }) => type === "input")?.block_id;
  if (field === undefined) throw fault;
  const id = logFault(deps, fault, "a form could not be saved");
  const words = `${faultWords(deps, fault, id)} What was typed is still in this form.`;
  await ack({ response_action: "errors", errors: { [field]: words } });
}

/** Does so for every fault of a form's handler, unless the form was answered already. */
export const withFormKeptOpen =
  (deps: SurfaceDeps) =>
  (handler: OnSubmit): OnSubmit =>
  async (args) => {
    let answered = false;
    const ack: typeof args.ack = async (response) => {
      answered = true;
      await args.ack(response);
    };
    try {
      await handler({ ...args, ack });
    } catch (fault) {
      if (answered) throw fault;
      await keepFormOpen(deps, args, fault);
    }
  };
