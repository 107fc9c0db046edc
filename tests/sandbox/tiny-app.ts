import { createServer } from "node:net";
import { App, HTTPReceiver, LogLevel } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { type SandboxSlack, startSandboxSlack } from "#sandbox/slack/server/server.ts";
import type { SandboxOptions } from "#sandbox/slack/state/state.ts";
import { trackRequests } from "#slack/platform/requests/requests-in-flight.ts";

const SCOPES = ["commands", "chat:write", "reactions:read", "channels:read", "groups:read", "users:read"];
const SECRET = "sandbox-signing-secret";
const BOT = "U0BOT";

export interface Stage {
  readonly slack: SandboxSlack;
  readonly app: App;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A sandbox and a Bolt app without listeners. */
export async function stage(options: Partial<SandboxOptions> = {}): Promise<Stage> {
  const slack = await startSandboxSlack({
    people: [
      { id: "U1", name: "dana", realName: "Dana Roe", timeZone: "Europe/Berlin" },
      { id: "U2", name: "kim", realName: "Kim Lee", timeZone: "America/New_York", guest: true },
      { id: "U3", name: "ola", realName: "Ola Far", timeZone: "Europe/Oslo", outsider: true },
    ],
    channels: [
      { id: "C1", name: "growth", members: ["U1", "U2", BOT] },
      { id: "C2", name: "no-bot", members: ["U1"] },
      { id: "C3", name: "hidden", members: ["U1", "U2"], private: true },
      { id: "C4", name: "gone", members: ["U1", BOT], archived: true },
      { id: "C5", name: "shared", members: ["U1", "U3", BOT], externallyShared: true },
      { id: "C6", name: "closed", members: ["U1", BOT], private: true },
    ],
    app: { botToken: "xoxb-sandbox", signingSecret: SECRET, botUserId: BOT, events: ["reaction_added"] },
    now: () => Temporal.Instant.from("2026-11-02T09:00:00Z"),
    scopes: SCOPES,
    ...options,
  });
  const receiver = new HTTPReceiver({ signingSecret: SECRET, logLevel: LogLevel.ERROR });
  const app = new App({
    token: "xoxb-sandbox",
    receiver,
    convoStore: false,
    logLevel: LogLevel.ERROR,
    deferInitialization: true,
    clientOptions: { slackApiUrl: slack.url, retryConfig: { retries: 0 } },
  });
  await app.init();
  const port = await freePort();
  await app.start(port);
  slack.connect(`http://127.0.0.1:${port}/slack/events`, trackRequests(app));
  return {
    slack,
    app,
    async [Symbol.asyncDispose]() {
      await slack.close();
      await app.stop();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject).listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = address !== null && typeof address === "object" ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

const plain = (text: string) => ({ type: "plain_text" as const, text });

/** A form with one field of each type that Ourcome's forms use. */
export function form(title = "Place a bet"): ModalView {
  const choice = (value: string, words: string) => ({ value, text: plain(words) });
  return {
    type: "modal",
    callback_id: "bet",
    private_metadata: "C1",
    title: plain(title),
    submit: plain("Place"),
    close: plain("Cancel"),
    blocks: [
      {
        type: "input",
        block_id: "title",
        label: plain("What we change"),
        element: { type: "plain_text_input", action_id: "title" },
      },
      {
        type: "input",
        block_id: "belief",
        optional: true,
        label: plain("What we believe"),
        element: { type: "plain_text_input", action_id: "belief", initial_value: "We believe" },
      },
      {
        type: "input",
        block_id: "review",
        label: plain("Review on"),
        element: { type: "datepicker", action_id: "review", initial_date: "2026-12-14" },
      },
      {
        type: "input",
        block_id: "alone",
        dispatch_action: true,
        label: plain("Can we release it alone"),
        element: {
          type: "static_select",
          action_id: "alone",
          options: [choice("yes", "Yes"), choice("no", "No")],
        },
      },
      {
        type: "input",
        block_id: "checks",
        optional: true,
        label: plain("Checks"),
        element: { type: "checkboxes", action_id: "checks", options: [choice("a", "A"), choice("b", "B")] },
      },
    ],
  };
}
