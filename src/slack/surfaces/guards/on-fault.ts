import type { CodedError } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { ClientOf } from "#slack/platform/installation/workspaces.ts";
import { message, paragraph } from "#slack/kit/blocks.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { logFault } from "#slack/platform/logging/log-fault.ts";
import { notice } from "#slack/kit/form.ts";
import { unescape, isolateRightToLeft } from "#slack/kit/text.ts";

/** What the person is told, with the id by which whoever runs Ourcome finds it in the log. */
export const faultWords = (deps: Pick<SurfaceDeps, "store">, fault: unknown, id: string): string =>
  `${
    deps.store.databaseErrorWords(fault) === undefined
      ? "Something went wrong on our side. What was saved before is safe; this last step may not have been. Please try again, and if it happens twice,"
      : "Our database cannot be used for now, so this was not saved. What was saved before is safe. Please try again in a moment, and if it stays so,"
  } tell whoever runs Ourcome this id: ${id}.`;

/** What nobody expected: logged under an id, without the request's words, and the person is told the id. */
export function onFault(deps: SurfaceDeps, clientOf: ClientOf) {
  return async ({ error, context, body }: Failed): Promise<void> => {
    const id = logFault(deps, error, "a request failed");
    try {
      await tell(clientOf(context.teamId ?? ""), body, faultWords(deps, error, id));
    } catch (fault) {
      deps.log.warn(
        { fault: id, name: fault instanceof Error ? fault.name : "unknown" },
        "nobody could be told",
      );
    }
  };
}

type Failed = {
  readonly error: CodedError;
  readonly context: { readonly teamId?: string };
  readonly body: object;
};

/** As much of a request as says where the person who made it can be told something. */
type Asked = {
  readonly channel_id?: string;
  readonly user_id?: string;
  readonly command?: string;
  readonly text?: string;
  readonly channel?: { id: string };
  readonly user?: { id: string };
  readonly trigger_id?: string;
  readonly view?: { type: string };
};

/** In the channel that the request came from, or on top of the form that it came from: what was typed there stays. */
async function tell(client: WebClient, body: object, words: string): Promise<void> {
  const asked: Asked = body;
  const channel = asked.channel_id ?? asked.channel?.id;
  const user = asked.user_id ?? asked.user?.id;
  if (channel && user) {
    await client.chat.postEphemeral({
      channel,
      user,
      ...message(paragraph([words], commandTyped(asked))),
    });
  } else if (asked.view && asked.trigger_id) {
    const shown = { trigger_id: asked.trigger_id, view: notice("Something went wrong", words) };
    await (asked.view.type === "modal" ? client.views.push(shown) : client.views.open(shown));
  }
}

/** A command is gone from Slack once it is sent: it is given back, to be sent again. */
const commandTyped = ({ command, text }: Asked): string[] =>
  command && text ? [`Here is what was typed: ${command} ${isolateRightToLeft(unescape(text))}`] : [];
