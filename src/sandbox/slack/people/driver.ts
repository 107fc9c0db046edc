import { sendEvent, sendInteraction } from "#sandbox/slack/app/app-requests.ts";
import { type Placed, placedElements } from "#sandbox/slack/state/blocks.ts";
import { postInChannel } from "#sandbox/slack/web-api/chat.ts";
import { runCommand } from "./command.ts";
import type { Emulated } from "#sandbox/slack/web-api/emulator.ts";
import { type Entry, stateAfterEntry, findField, findOption } from "./fields.ts";
import { findMessage } from "#sandbox/slack/web-api/history.ts";
import {
  actionPayload,
  messageActions,
  messageShortcut,
  viewActions,
  viewClosed,
} from "#sandbox/slack/app/payloads.ts";
import type { JsonObject, Option } from "#sandbox/slack/state/shapes.ts";
import {
  type Ephemeral,
  type SandboxState,
  type ViewRecord,
  channelOf,
  directMessageId,
  personOf,
} from "#sandbox/slack/state/state.ts";
import { submitForm } from "./submission.ts";
import { showNoResponse, showConnectionError } from "./connection-trouble.ts";
import { typedText } from "./typed-text.ts";
import { closeAll, closeTop, stackOf, viewPayload } from "#sandbox/slack/web-api/views.ts";
import { valuesOf } from "#sandbox/slack/state/view-state.ts";

/** A message in the channel, or an ephemeral of this person. */
interface MessagePlace {
  readonly channel: string;
  readonly ts: string;
}

/** A modal or a Home tab as its owner sees it. */
type OpenView = Readonly<ViewRecord>;

interface Submitted {
  /** False if Slack's client rejected the form. */
  readonly sent: boolean;
  /** The errors shown at the fields, by block id. */
  readonly errors: Readonly<Record<string, string>>;
  /** The topmost modal afterwards. */
  readonly view: OpenView | undefined;
}

export interface PersonDriver {
  command(channel: string, command: string, text?: string): Promise<void>;
  say(channel: string, text: string, options?: { readonly thread?: string }): Promise<MessagePlace>;
  /** By action id, value or text; the n-th match, counted from one. */
  clickButton(target: MessagePlace | OpenView, button: string, n?: number): Promise<void>;
  /** Chooses an option of a select, overflow menu or radio buttons outside an input block. */
  choose(target: MessagePlace | OpenView, actionId: string, entry: Entry, n?: number): Promise<void>;
  views(): readonly OpenView[];
  /** The topmost modal; throws if none is open. */
  view(): OpenView;
  fill(view: OpenView, entries: Readonly<Record<string, Entry>>): Promise<void>;
  submit(entries?: Readonly<Record<string, Entry>>): Promise<Submitted>;
  closeView(): Promise<void>;
  shortcut(callbackId: string, message: MessagePlace): Promise<void>;
  react(message: MessagePlace, emoji: string): Promise<void>;
  unreact(message: MessagePlace, emoji: string): Promise<void>;
  openHome(): Promise<void>;
  home(): OpenView | undefined;
  ephemerals(): readonly Ephemeral[];
  /** `/invite @Ourcome` */
  inviteApp(channel: string): void;
}

export function drive(state: SandboxState, emulated: Emulated, userId: string): PersonDriver {
  const person = personOf(state, userId);

  const joinedChannel = (id: string) => {
    const channel = channelOf(state, id);
    if (!channel.members.includes(userId)) throw new Error(`${person.name} is not in #${channel.name}.`);
    return channel;
  };
  const interact = async (payload: JsonObject, view?: ViewRecord, channel?: string) => {
    const ack = await sendInteraction(state, payload);
    if (view) showConnectionError(state, view, ack.ok);
    else if (channel && !ack.ok) showNoResponse(state, { channel, user: userId });
    await state.idle();
  };
  const views = () => stackOf(state, userId);
  const topView = () => {
    const view = views().at(-1);
    if (!view) throw new Error(`${person.name} has no modal open.`);
    return view;
  };
  const currentView = (view: OpenView) => {
    const found = state.views.get(view.id);
    if (found?.userId !== userId) throw new Error(`The view ${view.id} is not open for ${person.name}.`);
    return found;
  };

  async function readMessage({ channel: id, ts }: MessagePlace) {
    const channel = joinedChannel(id);
    const ephemeral = state.ephemerals.find((shown) => shown.user === userId && shown.ts === ts);
    if (ephemeral) return { channel, ephemeral, blocks: ephemeral.blocks };
    const stored = await findMessage(state, emulated, id, ts);
    return { channel, stored, blocks: stored.blocks };
  }

  async function act(
    target: MessagePlace | OpenView,
    matches: (placed: Placed) => boolean,
    n: number,
    label: string,
    choice: (placed: Placed) => JsonObject | Option,
  ): Promise<void> {
    const view = "values" in target ? currentView(target) : undefined;
    const message = "values" in target ? undefined : await readMessage(target);
    const placed = placedElements(view?.content.blocks ?? message?.blocks ?? []).filter(matches)[n - 1];
    if (!placed) throw new Error(`There is no "${label}"${n > 1 ? ` number ${n}` : ""} to use here.`);
    const chosen = choice(placed);
    if (view) {
      if (view.values[placed.blockId]?.[placed.actionId]) setValue(view, placed, chosen);
      await interact(viewActions(state, person, view, actionPayload(state, placed, chosen)), view);
    } else if (message) {
      const values = valuesOf(message.blocks);
      const blockValues = values[placed.blockId];
      if (blockValues?.[placed.actionId])
        values[placed.blockId] = { ...blockValues, [placed.actionId]: chosen };
      const action = actionPayload(state, placed, chosen);
      const payload = messageActions(state, person, { ...message, values }, action);
      await interact(payload, undefined, message.channel.id);
    }
  }

  function setValue(view: ViewRecord, { blockId, actionId }: Placed, chosen: JsonObject): void {
    view.values = { ...view.values, [blockId]: { ...view.values[blockId], [actionId]: chosen } };
    state.changed();
  }

  async function fill(target: OpenView, entries: Readonly<Record<string, Entry>>): Promise<void> {
    for (const [name, entry] of Object.entries(entries)) {
      const view = currentView(target);
      const placed = findField(view, name);
      const chosen = stateAfterEntry(placed, entry);
      setValue(view, placed, chosen);
      if (placed.block.type === "input" && !placed.block.dispatch_action) continue;
      await interact(viewActions(state, person, view, actionPayload(state, placed, chosen)), view);
    }
  }

  async function react(
    method: "add" | "remove",
    { channel, ts }: MessagePlace,
    emoji: string,
  ): Promise<void> {
    joinedChannel(channel);
    const reply = await emulated.callAs(userId, `reactions.${method}`, {
      channel,
      timestamp: ts,
      name: emoji,
    });
    if (!reply.ok) throw new Error(`:${emoji}: by ${person.name}: ${reply.error}`);
    state.changed();
    const type = method === "add" ? "reaction_added" : "reaction_removed";
    if (!state.options.app.events?.includes(type)) return;
    await sendEvent(state, {
      type,
      user: userId,
      reaction: emoji,
      item_user: state.app.userId,
      item: { type: "message", channel, ts },
      event_ts: state.newTs(),
    });
    await state.idle();
  }

  return {
    views,
    view: topView,
    fill,

    async command(channelId, command, text = "") {
      await runCommand(state, emulated, person, joinedChannel(channelId), command, text);
      await state.idle();
    },

    async say(channelId, text, { thread } = {}) {
      if (joinedChannel(channelId).direct)
        throw new Error("Sending messages to this app has been turned off.");
      const message = { channel: channelId, text: typedText(state, text) };
      const reply = await postInChannel(state, emulated, userId, {
        ...message,
        ...(thread === undefined ? {} : { thread_ts: thread }),
      });
      if (!reply.ok) throw new Error(`${person.name} could not write: ${reply.error}`);
      return { channel: channelId, ts: String(reply["ts"]) };
    },

    clickButton(target, button, n = 1) {
      const matches = ({ element, actionId }: Placed) =>
        (element.type === "button" || element.type === "icon_button") &&
        (actionId === button || element.text?.text === button || element["value"] === button);
      return act(target, matches, n, button, () => ({}));
    },

    choose(target, actionId, entry, n = 1) {
      return act(
        target,
        (placed) => placed.actionId === actionId,
        n,
        actionId,
        (placed) =>
          placed.element.type === "overflow"
            ? findOption(placed, String(entry))
            : stateAfterEntry(placed, entry),
      );
    },

    async submit(entries = {}) {
      const view = topView();
      await fill(view, entries);
      const { sent, errors } = await submitForm(state, person, view);
      await state.idle();
      return { sent, errors, view: views().at(-1) };
    },

    async closeView() {
      const view = topView();
      if (view.content.clear_on_close) closeAll(state, userId);
      else closeTop(state, userId);
      if (view.content.notify_on_close) await sendInteraction(state, viewClosed(state, person, view));
      await state.idle();
    },

    async shortcut(callbackId, { channel: channelId, ts }) {
      const channel = joinedChannel(channelId);
      const message = await findMessage(state, emulated, channelId, ts);
      await interact(messageShortcut(state, person, callbackId, channel, message), undefined, channelId);
    },

    react: (message, emoji) => react("add", message, emoji),
    unreact: (message, emoji) => react("remove", message, emoji),

    async openHome() {
      const view = state.views.get(state.homes.get(userId) ?? "");
      await sendEvent(state, {
        type: "app_home_opened",
        user: userId,
        channel: directMessageId(userId),
        tab: "home",
        event_ts: state.newTs(),
        ...(view ? { view: viewPayload(state, view) } : {}),
      });
      await state.idle();
    },

    home: () => state.views.get(state.homes.get(userId) ?? ""),
    ephemerals: () => state.ephemerals.filter(({ user }) => user === userId),

    inviteApp(channelId) {
      const channel = joinedChannel(channelId);
      const members = new Set([...channel.members, state.app.userId]);
      state.channels.set(channelId, { ...channel, members: [...members] });
      state.changed();
    },
  };
}
