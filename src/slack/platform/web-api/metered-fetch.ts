import type { FetchFunction } from "@slack/web-api";
import type { CancellableFetch } from "./cancellable-fetch.ts";
import type { CallOutcome, Metrics } from "#slack/platform/metrics.ts";

/** All that Ourcome calls; the SDK could call hundreds, and a count for each is kept for ever. */
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
  "reactions.add",
  "reactions.get",
  "users.conversations",
  "users.info",
  "views.open",
  "views.publish",
  "views.push",
  "views.update",
]);

/** What fetches for Slack's clients, and counts what became of each call. */
export function meteredFetch(
  { slackCalled }: Pick<Metrics, "slackCalled">,
  apiUrl: string,
  fetch: CancellableFetch["fetch"],
): FetchFunction {
  return async (url, init) => {
    const method = methodOf(String(url), apiUrl);
    const begun = performance.now();
    const count = (outcome: CallOutcome) => slackCalled(method, outcome, (performance.now() - begun) / 1_000);
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
  // Most answers are read without being parsed twice: Slack puts `ok` first.
  if (text === "ok" || text.startsWith('{"ok":true')) return "ok";
  try {
    const said: unknown = JSON.parse(text);
    if (typeof said !== "object" || said === null || !("ok" in said)) return "error";
    if (said.ok === true) return "ok";
    return "error" in said && String(said.error).replace("_", "") === "ratelimited" ? "busy" : "refused";
  } catch {
    return "error";
  }
}
