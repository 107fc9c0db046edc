import type { ChannelMessage } from "#sandbox/slack/web-api/history.ts";
import { BOT, type Sandbox } from "#sandbox/sandbox.ts";
import type { SeenChannel } from "#sandbox/slack/people/visible-to.ts";
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

const LOGGED = 200;

type Features = { readonly commands: readonly PageCommand[]; readonly shortcuts: readonly PageShortcut[] };

/** Reads what a person may see. Channels are read once for each change, however many windows ask. */
export function stateReader(world: World, people: readonly Person[], features: Features) {
  const read = new Map<string, { readonly version: number; readonly messages: Promise<ChannelMessage[]> }>();

  function messagesOf(channel: string): Promise<ChannelMessage[]> {
    const version = world.version();
    const known = read.get(channel);
    if (known?.version === version) return known.messages;
    const messages = world.sandbox().slack.readChannel(channel);
    read.set(channel, { version, messages });
    return messages;
  }

  return (me: Person): Promise<PageState> => world.read((sandbox) => readFor(me, sandbox));

  async function readFor(me: Person, { slack, now, app }: Sandbox): Promise<PageState> {
    const person = slack.as(me.id);
    const version = world.version();
    const shown = person.ephemerals().filter(({ ts }) => !world.isDismissed(me.id, ts));
    const { channels } = slack.seen(me.id);
    const seen: PageChannel[] = [];
    for (const channel of channels)
      seen.push({
        ...facts(channel),
        messages: withAlone(
          (await messagesOf(channel.id)).map(pageMessage),
          shown.filter((said) => said.channel === channel.id),
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
      channels: seen,
      views: person.views().map(pageView),
      ...(home ? { home: pageView(home) } : {}),
      due: await agenda(app.store, channels),
      log: slack.requests.slice(-LOGGED).map((request) => ({ ...request, at: request.at.toString() })),
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
  ...(guest ? { standing: "guest" } : {}),
  ...(outsider ? { standing: "another company" } : {}),
});

const facts = ({ id, name, kind, archived, external, appIsIn, members }: SeenChannel) => ({
  id,
  name,
  kind: external ? ("shared" as const) : kind,
  members: members.filter((member) => member !== BOT),
  archived,
  withApp: appIsIn,
});

const pageMessage = (message: ChannelMessage): PageMessage => {
  const { channel, ts, user, author, at, text, blocks, reactions, edited, replies } = message;
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
    replies: replies.map(pageMessage),
  };
};

const pageView = ({ id, content, values, errors }: ViewRecord): PageView => ({ id, content, values, errors });

/** What one person alone was shown stands among the messages, where it was said. */
function withAlone(messages: readonly PageMessage[], shown: readonly Ephemeral[]): PageMessage[] {
  const alone = shown.map((said): PageMessage => {
    const { channel, ts, at, text, blocks, threadTs } = said;
    return {
      channel,
      ts,
      author: said.from === "app" ? "Ourcome" : "The workspace",
      at: at.toString(),
      text,
      blocks,
      reactions: [],
      edited: false,
      replies: [],
      alone: threadTs === undefined ? {} : { thread: threadTs },
    };
  });
  const inThread = (ts: string) => alone.filter(({ alone }) => alone?.thread === ts);
  const answered = messages.map((message) => ({
    ...message,
    replies: [...message.replies, ...inThread(message.ts)].sort(byTs),
  }));
  return [...answered, ...alone.filter(({ alone }) => alone?.thread === undefined)].sort(byTs);
}

const byTs = (one: PageMessage, other: PageMessage) => Number(one.ts) - Number(other.ts);
