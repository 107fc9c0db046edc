import type { WebClient } from "@slack/web-api";
import { LRUCache } from "lru-cache";
import type { MemberName } from "#domain/wording/member-names.ts";
import type { ClientOf } from "#slack/platform/installation/workspaces.ts";

/** How the people of a channel are called: known for an hour, in memory only. */
export type MemberNames = {
  readonly of: (workspace: string, members: readonly string[]) => Promise<readonly MemberName[]>;
};

/** People change their names less often than their channels. */
const REMEMBERED = { max: 5_000, ttl: 3_600_000, allowStaleOnFetchRejection: true };

/** A form has to be answered within three seconds, and its sender is looked up before. */
const PATIENCE_MS = 700;

/** Slack takes a hundred such questions a minute, and there are others to ask. The next form asks on. */
const MOST_ASKED = 50;

const NOBODY: MemberName = { real: "", display: "" };

type Member = { readonly workspace: string; readonly user: string };

/** Whoever Slack does not name in time is not known for now: a text passes rather than being held up. */
export function slackMemberNames(clientOf: ClientOf): MemberNames {
  const names = new LRUCache<string, MemberName, Member>({
    ...REMEMBERED,
    fetchMethod: (_key, _stale, { context: { workspace, user } }) => ask(clientOf(workspace), user),
  });
  return {
    async of(workspace, members) {
      const keyed = members.map((user) => ({ user, key: `${workspace}/${user}` }));
      const unknown = keyed.filter(({ key }) => !names.has(key)).slice(0, MOST_ASKED);
      await orPatience(unknown.map(({ user, key }) => names.fetch(key, { context: { workspace, user } })));
      return keyed.flatMap(({ key }) => names.get(key) ?? []);
    },
  };
}

async function orPatience(asked: readonly Promise<unknown>[]): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([Promise.allSettled(asked), patience]);
  clearTimeout(timer);
}

async function ask(client: WebClient, user: string): Promise<MemberName> {
  const { user: facts } = await client.users.info({ user });
  if (!facts || facts.is_bot || facts.deleted) return NOBODY;
  const { profile } = facts;
  return {
    real: profile?.real_name ?? facts.real_name ?? "",
    display: profile?.display_name ?? "",
    ...(profile?.first_name && { first: profile.first_name }),
    ...(profile?.last_name && { last: profile.last_name }),
  };
}
