import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRequestError } from "@slack/web-api";

/** Says to whoever runs Ourcome why it could not start. What we have no words for stays as it is. */
export function startFault(
  fault: unknown,
  { apiUrl, token, port }: { apiUrl: string; token: string; port?: number },
): Error {
  const say = (words: string) => new Error(words, { cause: fault });
  if (fault instanceof WebAPIPlatformError)
    return say(
      `Slack does not accept ${token} (${fault.data.error}). Copy it again from the app's page at https://api.slack.com/apps.`,
    );
  if (fault instanceof WebAPIHTTPError)
    return say(`Slack at ${apiUrl} answers with status ${fault.statusCode}. Check SLACK_API_URL.`);
  if (fault instanceof WebAPIRequestError)
    return say(
      `Slack at ${apiUrl} does not answer (${reasonOf(fault.original)}). Check the network and SLACK_API_URL.`,
    );
  if (port !== undefined && fault instanceof Error && "code" in fault && fault.code === "EADDRINUSE")
    return say(`Port ${port} is in use. Stop what uses it, or set PORT to another.`);
  return fault instanceof Error ? fault : say("Slack could not be reached.");
}

/** The innermost cause says most: "fetch failed" alone says nothing. */
function reasonOf(fault: Error): string {
  if (fault.cause instanceof Error) return reasonOf(fault.cause);
  return "code" in fault && typeof fault.code === "string" ? fault.code : fault.name;
}
