import type { CodedError } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { message, paragraph } from "./blocks.ts";
import type { SlackDeps } from "./deps.ts";
import { notice } from "./form.ts";
import { unescape, written } from "./text.ts";

/** What nobody expected: logged under an id, without the request's words, and the person is told the id. */
export function onFault({ log, newId }: SlackDeps, client: WebClient) {
  return async ({ error, body }: { error: CodedError; body: object }): Promise<void> => {
    const id = newId();
    log.error({ fault: id, name: error.name, code: error.code, stack: error.stack }, "a request failed");
    try {
      await tell(client, body, id);
    } catch (fault) {
      log.warn({ fault: id, name: fault instanceof Error ? fault.name : "unknown" }, "nobody could be told");
    }
  };
}

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
async function tell(client: WebClient, body: object, id: string): Promise<void> {
  const asked: Asked = body;
  const words = `Something went wrong on our side. What was saved before is safe; this last step may not have been. Please try again, and if it happens twice, tell whoever runs Ourcome this id: ${id}.`;
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
  command && text ? [`Here is what was typed: ${command} ${written(unescape(text))}`] : [];
