import { sendCommand } from "#sandbox/slack/app/app-requests.ts";
import { showEphemeral } from "#sandbox/slack/web-api/chat.ts";
import type { Emulated } from "#sandbox/slack/web-api/emulator.ts";
import { commandFields } from "#sandbox/slack/app/payloads.ts";
import { remarksOn } from "#sandbox/slack/server/error-remarks.ts";
import { respondTo } from "#sandbox/slack/web-api/response-urls.ts";
import type { Channel, Person, SandboxState } from "#sandbox/slack/state/state.ts";
import { typedText } from "./typed-text.ts";

/** Sends a slash command, and shows the person the app's ack or that the command failed. */
export async function runCommand(
  state: SandboxState,
  emulated: Emulated,
  person: Person,
  channel: Channel,
  command: string,
  text: string,
): Promise<void> {
  const place = { channel: channel.id, user: person.id };
  const tell = (message: string) => {
    showEphemeral(state, { ...place, content: { text: message }, from: "slack" });
  };
  // An app's commands work only for members of its own workspace.
  if (person.outsider) return tell(`${command} is not a valid command.`);
  const typed = state.options.app.escapesCommands === false ? text : typedText(state, text);
  const ack = await sendCommand(state, commandFields(state, person, channel, command, typed));
  if (!ack.ok) return tell(`${command} failed with the error "${ack.error}"`);
  if (Object.keys(ack.value.payload).length === 0) return undefined;
  const answer = await respondTo(state, emulated, place, ack.value.payload, `${command} ack`);
  ack.value.remark(...remarksOn(answer));
  return answer.ok ? undefined : tell(`${command} failed with the error "invalid_command_response"`);
}
