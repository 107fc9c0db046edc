import type { CodedError } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { ClientOf } from "#slack/platform/installation/workspaces.ts";
import { message, paragraph } from "#slack/kit/blocks.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { logFault } from "#slack/platform/logging/log-fault.ts";
import { notice } from "#slack/kit/form.ts";
import { unescape, isolateRightToLeft } from "#slack/kit/text.ts";

/** What to tell the person. The operator finds the fault in the log by its id. */
export const faultWords = (deps: Pick<SurfaceDeps, "store">, fault: unknown, id: string): string =>
  `${
    deps.store.databaseErrorMessage(fault) === undefined
      ? "Something went wrong on our side. What was saved before is safe; this last step may not have been. Please try again, and if it happens twice,"
      : "Our database cannot be used for now, so this was not saved. What was saved before is safe. Please try again in a moment, and if it stays so,"
  } tell whoever runs Ourcome this id: ${id}.`;

/** Handles an unexpected fault: logs it under an id, without the request's text, and tells the person the id. */
export function onFault(deps: SurfaceDeps, clientOf: ClientOf) {
  return async ({ error, context, body }: FailedRequest): Promise<void> => {
    const id = logFault(deps, error, "a request failed");
    try {
      await tell(clientOf(context.teamId ?? ""), body, faultWords(deps, error, id));
    } catch (fault) {
      deps.log.warn(
        { fault: id, name: fault instanceof Error ? fault.name : "unknown" },
        "the person could not be told about a fault",
      );
    }
  };
}

type FailedRequest = {
  readonly error: CodedError;
  readonly context: { readonly teamId?: string };
  readonly body: object;
};

/** The parts of a request that say where to answer the person. */
type Origin = {
  readonly channel_id?: string;
  readonly user_id?: string;
  readonly command?: string;
  readonly text?: string;
  readonly channel?: { id: string };
  readonly user?: { id: string };
  readonly trigger_id?: string;
  readonly view?: { type: string };
};

/** Answers in the channel of the request, or on top of the form that sent it, which keeps what was typed. */
async function tell(client: WebClient, body: object, words: string): Promise<void> {
  const origin: Origin = body;
  const channel = origin.channel_id ?? origin.channel?.id;
  const user = origin.user_id ?? origin.user?.id;
  if (channel && user) {
    await client.chat.postEphemeral({
      channel,
      user,
      ...message(paragraph([words], commandTyped(origin))),
    });
  } else if (origin.view && origin.trigger_id) {
    const shown = { trigger_id: origin.trigger_id, view: notice("Something went wrong", words) };
    await (origin.view.type === "modal" ? client.views.push(shown) : client.views.open(shown));
  }
}

/** Slack drops a command once it is sent, so give it back to be sent again. */
const commandTyped = ({ command, text }: Origin): string[] =>
  command && text ? [`Here is what was typed: ${command} ${isolateRightToLeft(unescape(text))}`] : [];
