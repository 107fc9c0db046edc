import type { Delivery } from "#domain/deliveries/delivery.ts";

/** The shortest time between two calls. */
export type MinimumIntervals = {
  readonly channel: Temporal.Duration;
  readonly workspace: Temporal.Duration;
};

/** Kept within Slack's limits (https://docs.slack.dev/apis/web-api/rate-limits). */
export type RateLimits = {
  readonly posts: MinimumIntervals;
  readonly updates: MinimumIntervals;
  readonly lookUps: MinimumIntervals;
};

const ms = (milliseconds: number) => Temporal.Duration.from({ milliseconds });

/** Slack allows one post a second per channel, hundreds a minute per workspace. Updates and history are tier 3. */
export const SLACK_RATE_LIMITS: RateLimits = {
  posts: { channel: ms(1_000), workspace: ms(125) },
  updates: { channel: ms(0), workspace: ms(1_200) },
  lookUps: { channel: ms(0), workspace: ms(1_200) },
};

const FIRST_BACKOFF = ms(1_000);
const MAX_DOUBLINGS = 6;

/** The teams and workspaces to skip for now. */
export type Skip = { readonly teams: readonly string[]; readonly workspaces: readonly string[] };

export type AttemptOutcome = "reached" | "unreachable" | "fault";

/** How long a channel pauses after a fault in Ourcome. */
const AFTER_FAULT = Temporal.Duration.from({ seconds: 30 });

/** Keeps its state in memory only: after a restart, Slack's own 429s do the limiting. */
export function rateLimiter({ channel, workspace }: MinimumIntervals) {
  const busy = new Set<string>();
  const teams = new Map<string, Temporal.Instant>();
  const workspaces = new Map<string, Temporal.Instant>();
  const unreachable = new Map<string, number>();
  let latest: Temporal.Instant | undefined;

  /** Clears all pauses if the clock was set back: they would last until it has caught up. */
  function noticeClock(at: Temporal.Instant): void {
    if (latest && Temporal.Instant.compare(at, latest) < 0) {
      teams.clear();
      workspaces.clear();
    }
    latest = at;
  }

  return {
    /** Records that a call for this delivery starts. */
    begin({ team, workspace: id }: Delivery, at: Temporal.Instant): void {
      busy.add(team);
      workspaces.set(id, at.add(workspace));
    },

    /** Records that it ended. While Slack is unreachable, each pause is twice as long as the one before. */
    end({ team, workspace: id }: Delivery, at: Temporal.Instant, outcome: AttemptOutcome): void {
      busy.delete(team);
      teams.set(team, at.add(outcome === "fault" ? AFTER_FAULT : channel));
      const times = outcome === "unreachable" ? (unreachable.get(id) ?? 0) + 1 : 0;
      unreachable.set(id, times);
      if (times === 0) return;
      const pause = FIRST_BACKOFF.total("milliseconds") * 2 ** Math.min(times - 1, MAX_DOUBLINGS);
      workspaces.set(id, at.add(ms(pause)));
    },

    except(at: Temporal.Instant): Skip {
      noticeClock(at);
      return { teams: [...busy, ...paused(teams, at)], workspaces: paused(workspaces, at) };
    },

    /** When the next pause ends. */
    nextMoment(at: Temporal.Instant): Temporal.Instant | undefined {
      paused(teams, at);
      paused(workspaces, at);
      return earliest([...teams.values(), ...workspaces.values()]);
    },
  };
}

/** The ids still paused at `at`. Removes the others. */
function paused(pauses: Map<string, Temporal.Instant>, at: Temporal.Instant): string[] {
  for (const [id, end] of pauses) if (Temporal.Instant.compare(end, at) <= 0) pauses.delete(id);
  return [...pauses.keys()];
}

export const earliest = (moments: readonly (Temporal.Instant | undefined)[]): Temporal.Instant | undefined =>
  moments.filter((moment) => moment !== undefined).sort((a, b) => Temporal.Instant.compare(a, b))[0];
