import type { Delivery } from "#domain/deliveries/delivery.ts";

/** The least time between two calls. */
export type MinimumIntervals = {
  readonly channel: Temporal.Duration;
  readonly workspace: Temporal.Duration;
};

/** What Slack takes (https://docs.slack.dev/apis/web-api/rate-limits), with some to spare. */
export type RateLimits = {
  readonly posts: MinimumIntervals;
  readonly updates: MinimumIntervals;
  readonly lookUps: MinimumIntervals;
};

const ms = (milliseconds: number) => Temporal.Duration.from({ milliseconds });

/** A message a second and channel, several hundred a minute and workspace; updates and history are in Slack's third tier. */
export const SLACK_RATE_LIMITS: RateLimits = {
  posts: { channel: ms(1_000), workspace: ms(125) },
  updates: { channel: ms(0), workspace: ms(1_200) },
  lookUps: { channel: ms(0), workspace: ms(1_200) },
};

const FIRST_REST = ms(1_000);
const MOST_DOUBLINGS = 6;

/** Whose turn it is not. */
export type Throttled = { readonly teams: readonly string[]; readonly workspaces: readonly string[] };

export type AttemptOutcome = "reached" | "unreachable" | "fault";

/** After a fault of our own, the channel's next message is left for a while. */
const AFTER_FAULT = Temporal.Duration.from({ seconds: 30 });

/** Who rests is kept in this process's memory only: after a restart Slack's own 429 is the judge. */
export function rateLimiter({ channel, workspace }: MinimumIntervals) {
  const busy = new Set<string>();
  const teams = new Map<string, Temporal.Instant>();
  const workspaces = new Map<string, Temporal.Instant>();
  const unreachable = new Map<string, number>();
  let latest: Temporal.Instant | undefined;

  /** A clock that was set back would have everybody rest until it is as late again. */
  function look(at: Temporal.Instant): void {
    if (latest && Temporal.Instant.compare(at, latest) < 0) {
      teams.clear();
      workspaces.clear();
    }
    latest = at;
  }

  return {
    /** Slack is called for this one now. */
    begin({ team, workspace: id }: Delivery, at: Temporal.Instant): void {
      busy.add(team);
      workspaces.set(id, at.add(workspace));
    },

    /** A Slack that cannot be reached is left alone, twice as long each time. */
    end({ team, workspace: id }: Delivery, at: Temporal.Instant, outcome: AttemptOutcome): void {
      busy.delete(team);
      teams.set(team, at.add(outcome === "fault" ? AFTER_FAULT : channel));
      const times = outcome === "unreachable" ? (unreachable.get(id) ?? 0) + 1 : 0;
      unreachable.set(id, times);
      if (times === 0) return;
      const rest = FIRST_REST.total("milliseconds") * 2 ** Math.min(times - 1, MOST_DOUBLINGS);
      workspaces.set(id, at.add(ms(rest)));
    },

    except(at: Temporal.Instant): Throttled {
      look(at);
      return { teams: [...busy, ...resting(teams, at)], workspaces: resting(workspaces, at) };
    },

    /** When the next of those that rest may go on. */
    nextMoment(at: Temporal.Instant): Temporal.Instant | undefined {
      resting(teams, at);
      resting(workspaces, at);
      return earliest([...teams.values(), ...workspaces.values()]);
    },
  };
}

/** Those that rest at a moment; the others are forgotten. */
function resting(until: Map<string, Temporal.Instant>, at: Temporal.Instant): string[] {
  for (const [id, end] of until) if (Temporal.Instant.compare(end, at) <= 0) until.delete(id);
  return [...until.keys()];
}

export const earliest = (moments: readonly (Temporal.Instant | undefined)[]): Temporal.Instant | undefined =>
  moments.filter((moment) => moment !== undefined).sort((a, b) => Temporal.Instant.compare(a, b))[0];
