import type { CodedError } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { message, paragraph } from "#slack/kit/blocks.ts";
import type { SlackDeps } from "#slack/surfaces/deps.ts";
import { faultFacts } from "#slack/platform/logging/redacted-error.ts";
import { notice } from "#slack/kit/form.ts";
import { unescape, written } from "#slack/kit/text.ts";

/** Logs what nobody expected, without any text that a person wrote, and hands back the id that it has there. */
export function logFault(
  { log, newId, store }: Pick<SlackDeps, "log" | "newId" | "store">,
  fault: unknown,
  words: string,
  facts: object = {},
): string {
  const id = newId();
  const trouble = store.troubleWords(fault);
  log.error(
    { fault: id, ...facts, ...faultFacts(fault) },
    trouble === undefined ? words : `${words}: ${trouble}`,
  );
  return id;
}

/** What the person is told, with the id by which whoever runs Ourcome finds it in the log. */
export const faultWords = (deps: Pick<SlackDeps, "store">, fault: unknown, id: string): string =>
  `${
    deps.store.troubleWords(fault) === undefined
      ? "Something went wrong on our side. What was saved before is safe; this last step may not have been. Please try again, and if it happens twice,"
      : "Our database cannot be used for now, so this was not saved. What was saved before is safe. Please try again in a moment, and if it stays so,"
  } tell whoever runs Ourcome this id: ${id}.`;

/** What nobody expected: logged under an id, without the request's words, and the person is told the id. */
export function onFault(deps: SlackDeps, client: WebClient) {
  return async ({ error, body }: { error: CodedError; body: object }): Promise<void> => {
    const id = logFault(deps, error, "a request failed");
    try {
      await tell(client, body, faultWords(deps, error, id));
    } catch (fault) {
      deps.log.warn(
        { fault: id, name: fault instanceof Error ? fault.name : "unknown" },
        "nobody could be told",
      );
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
  command && text ? [`Here is what was typed: ${command} ${written(unescape(text))}`] : [];
