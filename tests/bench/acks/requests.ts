import { createHmac, randomUUID } from "node:crypto";
import { Agent, request } from "node:http";

export const WORKSPACE = "T0SANDBOX";

/** Sends a signed form. Resolves with the milliseconds until the answer; rejects if that is not a 200. */
export type SendSigned = (body: string) => Promise<number>;

/** Sends over keep-alive connections, as Slack does. */
export function signedSender(url: string, signingSecret: string): SendSigned {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const { hostname, port, pathname } = new URL(url);
  return (body) => {
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const signature = createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex");
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      "content-length": Buffer.byteLength(body),
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
    };
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const startedAt = performance.now();
    const sent = request({ agent, hostname, port, path: pathname, method: "POST", headers }, (response) => {
      response.resume();
      response.on("end", () => {
        if (response.statusCode === 200) resolve(performance.now() - startedAt);
        else reject(new Error(`answered with ${response.statusCode}`));
      });
    });
    sent.on("error", reject);
    sent.end(body);
    return promise;
  };
}

type Origin = { readonly slackUrl: string; readonly channel: string; readonly user: string };

export const commandBody = (text: string, { slackUrl, channel, user }: Origin): string =>
  new URLSearchParams({
    command: "/bet",
    text,
    team_id: WORKSPACE,
    channel_id: channel,
    channel_name: "team",
    user_id: user,
    user_name: "somebody",
    api_app_id: "A1",
    is_enterprise_install: "false",
    response_url: `${slackUrl}response/${randomUUID()}`,
    trigger_id: randomUUID(),
  }).toString();

export const buttonBody = (actionId: string, value: string, { slackUrl, channel, user }: Origin): string =>
  new URLSearchParams({
    payload: JSON.stringify({
      type: "block_actions",
      team: { id: WORKSPACE, domain: "bench" },
      user: { id: user, team_id: WORKSPACE, username: "somebody", name: "somebody" },
      api_app_id: "A1",
      trigger_id: randomUUID(),
      response_url: `${slackUrl}response/${randomUUID()}`,
      container: { type: "message", message_ts: "1.1", channel_id: channel, is_ephemeral: false },
      channel: { id: channel, name: "team" },
      message: { type: "message", ts: "1.1", text: "" },
      actions: [{ type: "button", block_id: "b", action_id: actionId, action_ts: "1.1", value }],
    }),
  }).toString();
