import type { FetchFunction } from "@slack/web-api";
import type { CancellableFetch } from "./cancellable-fetch.ts";
import type { CallOutcome, Metrics } from "#slack/platform/metrics.ts";

/** The methods that Ourcome calls. The SDK could call hundreds, and each would add a metric for good. */
const METHODS: ReadonlySet<string> = new Set([
  "apps.connections.open",
  "auth.test",
  "chat.postEphemeral",
  "chat.postMessage",
  "chat.update",
  "conversations.history",
  "conversations.info",
  "conversations.members",
  "conversations.replies",
  "files.completeUploadExternal",
  "files.getUploadURLExternal",
  "reactions.add",
  "reactions.get",
  "users.conversations",
  "users.info",
  "views.open",
  "views.publish",
  "views.push",
  "views.update",
]);

/** The `fetch` of Slack's clients. Counts each call by its outcome. */
export function meteredFetch(
  { slackCalled }: Pick<Metrics, "slackCalled">,
  apiUrl: string,
  fetch: CancellableFetch["fetch"],
): FetchFunction {
  return async (url, init) => {
    const method = methodOf(String(url), apiUrl);
    const startedAt = performance.now();
    const count = (outcome: CallOutcome) =>
      slackCalled(method, outcome, (performance.now() - startedAt) / 1_000);
    try {
      const response = await fetch(url, init);
      count(await outcomeOf(response));
      return response;
    } catch (fault) {
      count("no-answer");
      throw fault;
    }
  };
}

function methodOf(url: string, apiUrl: string): string {
  if (!url.startsWith(apiUrl)) return "response_url";
  const method = url.slice(apiUrl.length);
  return METHODS.has(method) ? method : "other";
}

async function outcomeOf(response: Response): Promise<CallOutcome> {
  if (response.status === 429) return "busy";
  if (response.status !== 200) return "error";
  const text = await response.clone().text();
  // Slack puts `ok` first, so most answers needn't be parsed a second time.
  if (text === "ok" || text.startsWith('{"ok":true')) return "ok";
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer !== "object" || answer === null || !("ok" in answer)) return "error";
    if (answer.ok === true) return "ok";
    return "error" in answer && String(answer.error).replace("_", "") === "ratelimited" ? "busy" : "refused";
  } catch {
    return "error";
  }
}
