import type { TokenScope } from "#domain/tokens/token.ts";
import type { Stage } from "./stage.ts";

const shown = (s: Stage, user: string) => JSON.stringify(s.slack.as(user).view().content.blocks);

/** Makes a token in Slack, as an admin does, and reads it off the view. `forAll`: for every team of the workspace. */
export async function makeToken(
  s: Stage,
  scopes: readonly TokenScope[],
  { channel = "C0GROWTH", user = "U0CAT", forAll = false } = {},
): Promise<string> {
  const person = s.slack.as(user);
  await person.command(channel, "/outcomes", "tokens");
  await person.clickButton(person.view(), "New token");
  const made = await person.submit({
    name: "job",
    scopes: [...scopes],
    ...(forAll && { owner: "workspace" }),
  });
  if (Object.keys(made.errors).length > 0) throw new Error(JSON.stringify(made.errors));
  const secret = /oct_[\w-]+/.exec(shown(s, user))?.[0];
  while (person.views().length > 0) await person.closeView();
  if (secret === undefined) throw new Error("no token was shown");
  return secret;
}

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: any };

type Sending = {
  readonly token?: string;
  readonly method?: string;
  /** An object is sent as JSON; a text as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Sends a request to the API. An answer that isn't JSON comes as text. */
export async function send(
  { appUrl }: Pick<Stage, "appUrl">,
  path: string,
  { token, method, body, headers }: Sending = {},
): Promise<Answer> {
  const isRaw = typeof body === "string" || body instanceof Uint8Array;
  const answer = await fetch(new URL(`/api/v1${path}`, appUrl), {
    method: method ?? (body === undefined ? "GET" : "POST"),
    redirect: "manual",
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: isRaw ? (body as string) : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = /[/+]json/.test(answer.headers.get("content-type") ?? "");
  return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
}
