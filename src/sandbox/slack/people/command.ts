import { sendCommand } from "#sandbox/slack/app/app-requests.ts";
import { showEphemeral } from "#sandbox/slack/web-api/chat.ts";
import type { Emulated } from "#sandbox/slack/web-api/emulator.ts";
import { commandFields } from "#sandbox/slack/app/payloads.ts";
import { remarksOn } from "#sandbox/slack/server/error-remarks.ts";
import { sayTo } from "#sandbox/slack/web-api/response-urls.ts";
import type { Channel, Person, SandboxState } from "#sandbox/slack/state/state.ts";
import { typedText } from "./typed-text.ts";

/** Sends a slash command and shows the person what the app acknowledged with, or that it failed. */
export async function runCommand(
  state: SandboxState,
  emulated: Emulated,
  person: Person,
  channel: Channel,
  command: string,
  text: string,
): Promise<void> {
  const place = { channel: channel.id, user: person.id };
  const tell = (words: string) => {
    showEphemeral(state, { ...place, said: { text: words }, from: "slack" });
  };
  // The commands of an app reach the members of its own workspace only.
  if (person.outsider) return tell(`${command} is not a valid command.`);
  const typed = state.options.app.escapesCommands === false ? text : typedText(state, text);
  const ack = await sendCommand(state, commandFields(state, person, channel, command, typed));
  if (!ack.ok) return tell(`${command} failed with the error "${ack.error}"`);
  if (Object.keys(ack.value.payload).length === 0) return undefined;
  const said = await sayTo(state, emulated, place, ack.value.payload, `${command} ack`);
  ack.value.remark(...remarksOn(said));
  return said.ok ? undefined : tell(`${command} failed with the error "invalid_command_response"`);
}
