import { SlackError, WebAPIPlatformError, type WebClient } from "@slack/web-api";
import { LRUCache } from "lru-cache";
import { err, ok, type Result } from "#domain/result.ts";
import type { ClientOf } from "#slack/platform/installation/workspaces.ts";
import { listConversations } from "#slack/platform/web-api/list-conversations.ts";

export type PersonRefusal = { readonly kind: "guest" } | { readonly kind: "outsider" };

export type AccessRefusal =
  | PersonRefusal
  | { readonly kind: "bot-not-in-channel" }
  | { readonly kind: "channel-archived" }
  | { readonly kind: "channel-shared-outside" }
  | { readonly kind: "direct-message" }
  | { readonly kind: "not-in-channel" }
  | { readonly kind: "slack-silent" };

/** Who acts, in which workspace. The user id lives for this request only. */
export type Who = { readonly workspace: string; readonly user: string };

/** What Slack says of a person and a channel, when the person may act there. */
export type Admitted = {
  readonly channelName: string;
  readonly members: readonly string[];
  readonly timeZone: string;
};

type PersonFacts = { standing: "member" | "guest" | "outsider" | "bot"; timeZone: string };
type ChannelFacts = { name: string; refusal?: AccessRefusal; members: readonly string[] };

export type Access = {
  /** Whether a person may act in a channel: a full member of this workspace, in a channel that Ourcome works in. */
  readonly admit: (who: {
    workspace: string;
    user: string;
    channel: string;
  }) => Promise<Result<Admitted, AccessRefusal>>;
  /** Whether a person is a full member of this workspace, wherever they ask. */
  readonly admitPerson: (who: {
    workspace: string;
    user: string;
  }) => Promise<Result<undefined, PersonRefusal>>;
  /** The channels that both the person and Ourcome are in, archived ones too. */
  readonly channelsOf: (who: { workspace: string; user: string }) => Promise<readonly string[]>;
  /** Whose votes count in a channel: its members, without guests, outsiders and bots. */
  readonly voters: (where: { workspace: string; channel: string }) => Promise<ReadonlySet<string>>;
  /** Everybody in a channel, asked anew; nothing when Ourcome does not work in the channel for now. */
  readonly members: (where: { workspace: string; channel: string }) => Promise<readonly string[] | undefined>;
  /** Those of some people whose votes count in a channel, each asked anew; nothing when Ourcome does not work in the channel for now. */
  readonly votersAmong: (
    where: { workspace: string; channel: string },
    people: ReadonlySet<string>,
  ) => Promise<ReadonlySet<string> | undefined>;
  /** Something has changed about a channel: asked anew next time. */
  readonly forget: (where: { workspace: string; channel: string }) => void;
};

/**
 * A minute is short for who left a channel, and long enough that a form needs no second question. Only a yes is
 * remembered for a channel: whoever is told what to do first, and does it, is let in at once. What is forgotten while
 * Slack is still being asked is answered all the same.
 */
const REMEMBERED = { max: 5_000, ttl: 60_000, ignoreFetchAbort: true };

const REMEMBER = { forceRefresh: false };
/** Votes are counted by what holds at that moment. */
const ANEW = { forceRefresh: true };

export function slackAccess(clientOf: ClientOf): Access {
  const people = new LRUCache<string, PersonFacts>({
    ...REMEMBERED,
    fetchMethod: (key) => askPerson(clientOf, ...split(key)),
  });
  const channels = new LRUCache<string, ChannelFacts>({
    ...REMEMBERED,
    fetchMethod: (key) => askChannel(clientOf, ...split(key)),
  });
  const person = (workspace: string, user: string, how = REMEMBER) =>
    people.forceFetch(`${workspace}/${user}`, how);
  const forgetChannel = (workspace: string, id: string) => channels.delete(`${workspace}/${id}`);
  async function channel(workspace: string, id: string, how = REMEMBER): Promise<ChannelFacts> {
    const facts = await channels.forceFetch(`${workspace}/${id}`, how);
    if (facts.refusal) forgetChannel(workspace, id);
    return facts;
  }

  async function fullMembers(
    workspace: string,
    users: readonly string[],
    how = REMEMBER,
  ): Promise<ReadonlySet<string>> {
    const standings = await Promise.all(
      users.map(async (user) => ({ user, standing: (await person(workspace, user, how)).standing })),
    );
    return new Set(standings.filter(({ standing }) => standing === "member").map(({ user }) => user));
  }

  return {
    async admit({ workspace, user, channel: id }) {
      if (id.startsWith("D")) return err({ kind: "direct-message" });
      const facts = await withinPatience(Promise.all([person(workspace, user), channel(workspace, id)]));
      if (!facts) return err({ kind: "slack-silent" });
      const [who, where] = facts;
      const personally = admitPerson(who);
      if (!personally.ok) return personally;
      if (where.refusal) return err(where.refusal);
      if (!where.members.includes(user)) {
        forgetChannel(workspace, id);
        return err({ kind: "not-in-channel" });
      }
      return ok({ channelName: where.name, members: where.members, timeZone: who.timeZone });
    },

    async admitPerson({ workspace, user }) {
      return admitPerson(await person(workspace, user));
    },

    async channelsOf({ workspace, user }) {
      const which = { user, types: "public_channel,private_channel" };
      return (await listConversations(clientOf(workspace), which)).map(({ id }) => id);
    },

    forget: ({ workspace, channel: id }) => forgetChannel(workspace, id),

    async voters({ workspace, channel: id }) {
      return fullMembers(workspace, (await channel(workspace, id)).members);
    },

    async members({ workspace, channel: id }) {
      const { members, refusal } = await channel(workspace, id, ANEW);
      return refusal ? undefined : members;
    },

    async votersAmong({ workspace, channel: id }, some) {
      const { members, refusal } = await channel(workspace, id);
      if (refusal) return undefined;
      return fullMembers(
        workspace,
        members.filter((member) => some.has(member)),
        ANEW,
      );
    },
  };
}

/** A form has to be answered within three seconds; after two without facts the answer is no, and nothing was saved. */
const PATIENCE_MS = 2_000;

/** What Slack says, or nothing when it says nothing in time or cannot be asked at all. */
export async function withinPatience<Facts>(asked: Promise<Facts>): Promise<Facts | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, undefined);
  });
  try {
    return await Promise.race([asked, patience]);
  } catch (fault) {
    if (fault instanceof WebAPIPlatformError || !(fault instanceof SlackError)) throw fault;
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

function admitPerson({ standing }: PersonFacts): Result<undefined, PersonRefusal> {
  if (standing === "guest") return err({ kind: "guest" });
  return standing === "member" ? ok(undefined) : err({ kind: "outsider" });
}

const split = (key: string): [workspace: string, id: string] => {
  const slash = key.indexOf("/");
  return [key.slice(0, slash), key.slice(slash + 1)];
};

/** Slack's words for somebody of another organisation, of whom it says nothing. */
const UNSEEN = ["user_not_found", "user_not_visible"];

async function askPerson(clientOf: ClientOf, workspace: string, user: string): Promise<PersonFacts> {
  try {
    const { user: facts } = await clientOf(workspace).users.info({ user });
    const timeZone = facts?.tz ?? "UTC";
    if (!facts || facts.deleted || facts.is_bot) return { standing: "bot", timeZone };
    if (facts.is_stranger || (facts.team_id !== undefined && facts.team_id !== workspace))
      return { standing: "outsider", timeZone };
    if (facts.is_restricted || facts.is_ultra_restricted) return { standing: "guest", timeZone };
    return { standing: "member", timeZone };
  } catch (fault) {
    if (isRefusal(fault, UNSEEN)) return { standing: "outsider", timeZone: "UTC" };
    throw fault;
  }
}

async function askChannel(clientOf: ClientOf, workspace: string, channel: string): Promise<ChannelFacts> {
  const client = clientOf(workspace);
  try {
    const { channel: facts } = await client.conversations.info({ channel });
    const name = facts?.name ?? "";
    if (facts?.is_im || facts?.is_mpim) return { name, members: [], refusal: { kind: "direct-message" } };
    if (facts?.is_archived) return { name, members: [], refusal: { kind: "channel-archived" } };
    if (facts?.is_ext_shared) return { name, members: [], refusal: { kind: "channel-shared-outside" } };
    if (!facts?.is_member) return { name, members: [], refusal: { kind: "bot-not-in-channel" } };
    return { name, members: await askMembers(client, channel) };
  } catch (fault) {
    // A private channel that the bot is not in does not exist for it.
    if (isRefusal(fault, ["channel_not_found", "not_in_channel"]))
      return { name: "", members: [], refusal: { kind: "bot-not-in-channel" } };
    throw fault;
  }
}

const isRefusal = (fault: unknown, errors: readonly string[]): boolean =>
  fault instanceof WebAPIPlatformError && errors.includes(fault.data.error);

async function askMembers(client: WebClient, channel: string): Promise<string[]> {
  const members: string[] = [];
  for await (const page of client.paginate("conversations.members", { channel, limit: 200 }))
    members.push(...("members" in page ? (page.members as string[]) : []));
  return members;
}
