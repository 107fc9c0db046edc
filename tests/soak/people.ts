import { createHmac, randomUUID } from "node:crypto";
import { ACTIONS, COMMANDS } from "#slack/surfaces/ids.ts";
import { type Dice, pick } from "#tests/chaos/dice.ts";
import type { Workspace } from "./light-slack.ts";

const SECONDS = 1_000;

type Typed = readonly [command: string, text: string];

export type Gesture = "command" | "reading" | "vote" | "home";

/** Functions that send one gesture of a random person each, signed as by Slack. */
export function peopleOf(
  { id: workspace, channels, people }: Workspace,
  {
    appUrl,
    slackUrl,
    signingSecret,
    betsPerTeam,
    dice,
  }: {
    appUrl: string;
    slackUrl: string;
    signingSecret: string;
    betsPerTeam: number;
    dice: Dice;
  },
) {
  const anyOf = (values: readonly string[]) => values[Math.floor(dice() * values.length)] ?? "";
  const anyBet = () => 1 + Math.floor(dice() * betsPerTeam);

  async function send(body: string, type: string): Promise<void> {
    const timestamp = String(Math.floor(Date.now() / SECONDS));
    const signature = createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex");
    const response = await fetch(appUrl, {
      method: "POST",
      headers: {
        "content-type": type,
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": `v0=${signature}`,
      },
      body,
    });
    await response.text();
    if (response.status !== 200) throw new Error(`${type} was answered with ${response.status}`);
  }
  const sendForm = (fields: Record<string, string>) =>
    send(new URLSearchParams(fields).toString(), "application/x-www-form-urlencoded");
  const responseUrl = () => `${slackUrl}response/${randomUUID()}`;

  const command = (name: string, text: string) =>
    sendForm({
      command: name,
      text,
      team_id: workspace,
      channel_id: anyOf(channels),
      channel_name: "team",
      user_id: anyOf(people),
      user_name: "somebody",
      api_app_id: "A1",
      is_enterprise_install: "false",
      response_url: responseUrl(),
      trigger_id: randomUUID(),
    });

  const COMMAND_TEXTS: readonly [Typed, ...Typed[]] = [
    [COMMANDS.bet, "list all"],
    [COMMANDS.bet, "search checklist"],
    [COMMANDS.bet, "help"],
    [COMMANDS.bet, "999"],
    [COMMANDS.bet, "Checklist lifts activation from 32% to 40% by 15 Jan"],
    [COMMANDS.outcomes, ""],
    [COMMANDS.outcomes, "steps"],
    [COMMANDS.outcomes, "learnings"],
    [COMMANDS.outcomes, "goals"],
    [COMMANDS.outcomes, "settings"],
  ];
  const VOTES = [
    ACTIONS.confidence10,
    ACTIONS.confidence30,
    ACTIONS.confidence50,
    ACTIONS.confidence70,
    ACTIONS.confidence90,
  ] as const;

  const gestures: Record<Gesture, () => Promise<void>> = {
    command() {
      if (dice() < 0.3) return command(COMMANDS.bet, String(anyBet()));
      const [name, text] = pick(dice, COMMAND_TEXTS);
      return command(name, text);
    },
    reading: () => command(COMMANDS.bet, `reading ${anyBet()} ${33 + Math.floor(dice() * 5)}`),
    vote() {
      const channel = anyOf(channels);
      const user = anyOf(people);
      const action = { type: "button", block_id: "b", action_id: pick(dice, VOTES), action_ts: "1.1" };
      const payload = {
        type: "block_actions",
        team: { id: workspace, domain: "soak" },
        user: { id: user, team_id: workspace, username: "somebody", name: "somebody" },
        api_app_id: "A1",
        trigger_id: randomUUID(),
        response_url: responseUrl(),
        container: { type: "message", message_ts: "1.1", channel_id: channel, is_ephemeral: false },
        channel: { id: channel, name: "team" },
        message: { type: "message", ts: "1.1", text: "" },
        actions: [{ ...action, value: `bet-${channel}-${anyBet() - 1}` }],
      };
      return sendForm({ payload: JSON.stringify(payload) });
    },
    home() {
      const event = {
        type: "app_home_opened",
        user: anyOf(people),
        channel: "D1",
        tab: "home",
        event_ts: "1.1",
      };
      const body = {
        type: "event_callback",
        team_id: workspace,
        api_app_id: "A1",
        event,
        event_id: randomUUID(),
      };
      return send(JSON.stringify(body), "application/json");
    },
  };
  return gestures;
}
