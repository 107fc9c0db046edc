import type { WebClient } from "@slack/web-api";
import { LRUCache } from "lru-cache";
import type { MemberName } from "#domain/wording/member-names.ts";
import type { ClientOf } from "#slack/platform/installation/workspaces.ts";

/** The names of a channel's members, cached for an hour in memory only. */
export type MemberNames = {
  readonly namesOf: (workspace: string, members: readonly string[]) => Promise<readonly MemberName[]>;
};

/** People change their names less often than their channels. */
const CACHE_OPTIONS = { max: 5_000, ttl: 3_600_000, allowStaleOnFetchRejection: true };

/** A form must be answered within three seconds, and its sender is looked up first. */
const TIMEOUT_MS = 700;

/** Slack allows a hundred such calls a minute, and others need them too. The next form looks up the rest. */
const MAX_LOOKUPS = 50;

const NOBODY: MemberName = { real: "", display: "" };

type Member = { readonly workspace: string; readonly user: string };

/** Leaves out members whose names don't arrive in time: a text passes rather than being held up. */
export function slackMemberNames(clientOf: ClientOf): MemberNames {
  const names = new LRUCache<string, MemberName, Member>({
    ...CACHE_OPTIONS,
    fetchMethod: (_key, _stale, { context: { workspace, user } }) => fetchName(clientOf(workspace), user),
  });
  return {
    async namesOf(workspace, members) {
      const keyed = members.map((user) => ({ user, key: `${workspace}/${user}` }));
      const unknown = keyed.filter(({ key }) => !names.has(key)).slice(0, MAX_LOOKUPS);
      await settleInTime(unknown.map(({ user, key }) => names.fetch(key, { context: { workspace, user } })));
      return keyed.flatMap(({ key }) => names.get(key) ?? []);
    },
  };
}

async function settleInTime(lookups: readonly Promise<unknown>[]): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, TIMEOUT_MS);
  });
  await Promise.race([Promise.allSettled(lookups), timeout]);
  clearTimeout(timer);
}

async function fetchName(client: WebClient, user: string): Promise<MemberName> {
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
