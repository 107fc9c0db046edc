import type { ChannelMessage } from "#sandbox/slack/web-api/history.ts";
import { BOT, type Sandbox } from "#sandbox/sandbox.ts";
import type { VisibleChannel } from "#sandbox/slack/people/visible-to.ts";
import type { Ephemeral, Person, ViewRecord } from "#sandbox/slack/state/state.ts";
import { agenda } from "./agenda.ts";
import type {
  PageChannel,
  PageCommand,
  PageMessage,
  PagePerson,
  PageShortcut,
  PageState,
  PageView,
} from "./page-state.ts";
import type { World } from "./world.ts";

const MAX_LOG_ENTRIES = 200;

type Features = { readonly commands: readonly PageCommand[]; readonly shortcuts: readonly PageShortcut[] };

/** Reads what a person may see. Each channel is read once per change, however many pages ask. */
export function stateReader(world: World, people: readonly Person[], features: Features) {
  const cache = new Map<string, { readonly version: number; readonly messages: Promise<ChannelMessage[]> }>();

  function messagesOf(channel: string): Promise<ChannelMessage[]> {
    const version = world.version();
    const known = cache.get(channel);
    if (known?.version === version) return known.messages;
    const messages = world.sandbox().slack.readChannel(channel);
    cache.set(channel, { version, messages });
    return messages;
  }

  return (me: Person): Promise<PageState> => world.read((sandbox) => readFor(me, sandbox));

  async function readFor(me: Person, { slack, now, app }: Sandbox): Promise<PageState> {
    const person = slack.as(me.id);
    const version = world.version();
    const shown = person.ephemerals().filter(({ ts }) => !world.isDismissed(me.id, ts));
    const { channels } = slack.seen(me.id);
    const pageChannels: PageChannel[] = [];
    for (const channel of channels)
      pageChannels.push({
        ...channelFields(channel),
        messages: withEphemerals(
          (await messagesOf(channel.id)).map(pageMessage),
          shown.filter((ephemeral) => ephemeral.channel === channel.id),
        ),
      });
    const [busy, notice] = [world.busy(), world.notice()];
    const home = person.home();
    return {
      version,
      ...(busy === undefined ? {} : { busy }),
      ...(notice === undefined ? {} : { notice }),
      now: now().toString(),
      me: pagePerson(me),
      people: people.map(pagePerson),
      channels: pageChannels,
      views: person.views().map(pageView),
      ...(home ? { home: pageView(home) } : {}),
      due: await agenda(app.store, channels),
      log: slack.requests
        .slice(-MAX_LOG_ENTRIES)
        .map((request) => ({ ...request, at: request.at.toString() })),
      faults: slack.faults,
      ...features,
    };
  }
}

const pagePerson = ({ id, name, realName, timeZone, guest, outsider }: Person): PagePerson => ({
  id,
  name,
  realName,
  timeZone,
  ...(guest ? { membership: "guest" } : {}),
  ...(outsider ? { membership: "another company" } : {}),
});

const channelFields = ({ id, name, kind, archived, external, appIsIn, members }: VisibleChannel) => ({
  id,
  name,
  kind: external ? ("shared" as const) : kind,
  members: members.filter((member) => member !== BOT),
  archived,
  hasApp: appIsIn,
});

const pageMessage = (message: ChannelMessage): PageMessage => {
  const { channel, ts, user, author, at, text, blocks, reactions, edited, thread, replies } = message;
  return {
    channel,
    ts,
    ...(user === undefined ? {} : { user }),
    author,
    at: at.toString(),
    text,
    blocks,
    reactions,
    edited,
    ...(thread === undefined ? {} : { thread }),
    replies: replies.map(pageMessage),
  };
};

const pageView = ({ id, content, values, errors }: ViewRecord): PageView => ({ id, content, values, errors });

/** Adds a person's ephemeral messages to the channel or thread they belong to. */
function withEphemerals(messages: readonly PageMessage[], shown: readonly Ephemeral[]): PageMessage[] {
  const ephemerals = shown.map((ephemeral): PageMessage => {
    const { channel, ts, at, text, blocks, threadTs } = ephemeral;
    return {
      channel,
      ts,
      author: ephemeral.from === "app" ? "Ourcome" : "The workspace",
      at: at.toString(),
      text,
      blocks,
      reactions: [],
      edited: false,
      replies: [],
      ephemeral: threadTs === undefined ? {} : { thread: threadTs },
    };
  });
  const inThread = (ts: string) => ephemerals.filter(({ ephemeral }) => ephemeral?.thread === ts);
  const withReplies = messages.map((message) => ({
    ...message,
    replies: [...message.replies, ...inThread(message.ts)].sort(byTs),
  }));
  return [...withReplies, ...ephemerals.filter(({ ephemeral }) => ephemeral?.thread === undefined)].sort(
    byTs,
  );
}

const byTs = (a: PageMessage, b: PageMessage) => Number(a.ts) - Number(b.ts);
