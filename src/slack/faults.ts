import type { CodedError, SlackActionMiddlewareArgs } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { SlackDeps } from "./deps.ts";

/** What nobody expected: logged under an id, without the request's words, and the person is told the id. */
export function onFault({ log, newId }: SlackDeps, client: WebClient) {
  return async ({ error, body }: { error: CodedError; body: object }): Promise<void> => {
    const id = newId();
    log.error({ fault: id, name: error.name, code: error.code, stack: error.stack }, "a request failed");
    const place = placeOf(body);
    if (!place) return;
    const text = `Something went wrong on our side. What was saved before is safe; this last step may not have been. Please try again, and if it happens twice, tell whoever runs Ourcome this id: ${id}.`;
    try {
      await client.chat.postEphemeral({ ...place, text });
    } catch (fault) {
      log.warn({ fault: id, name: fault instanceof Error ? fault.name : "unknown" }, "nobody could be told");
    }
  };
}

/** Where the person who asked can be told something: the channel that the request came from, if it came from one. */
function placeOf(body: object): { channel: string; user: string } | undefined {
  const { channel_id, user_id } = body as { channel_id?: string; user_id?: string };
  if (channel_id && user_id) return { channel: channel_id, user: user_id };
  const { channel, user } = body as Partial<Pick<SlackActionMiddlewareArgs["body"], "channel" | "user">>;
  return channel && user ? { channel: channel.id, user: user.id } : undefined;
}
