import type { SlackDeps } from "./deps.ts";
import { faultWords, logFault } from "./faults.ts";
import type { OnSubmit } from "./listener.ts";

/**
 * A form that a fault kept from being saved stays open, with what was typed in it, and says so beside its first field at
 * once. Without an answer Slack would say after three seconds that it had trouble.
 */
export const keepingTyped =
  (deps: SlackDeps) =>
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
      const field = args.view.blocks.find(({ type }) => type === "input")?.block_id;
      if (answered || field === undefined) throw fault;
      const id = logFault(deps, fault, "a form could not be saved");
      const words = `${faultWords(deps, fault, id)} What was typed is still in this form.`;
      await args.ack({ response_action: "errors", errors: { [field]: words } });
    }
  };
