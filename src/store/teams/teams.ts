import type { Kysely, Selectable } from "kysely";
import type { Weekday } from "#domain/calendar/schedule.ts";
import type { Chosen } from "#domain/bets/mandate.ts";
import { isTimeZone, type Team } from "#domain/teams/team.ts";
import { instant, instantText } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";
import type { TeamRow } from "./rows.ts";

export function teams(db: Kysely<Tables>) {
  return {
    async find(workspace: string, id: string): Promise<Team | undefined> {
      const row = await db
        .selectFrom("teams")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("id", "=", id)
        .executeTakeFirst();
      return row && toTeam(row);
    },

    async ofChannel(workspace: string, channel: string): Promise<Team | undefined> {
      const row = await db
        .selectFrom("teams")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("channel", "=", channel)
        .executeTakeFirst();
      return row && toTeam(row);
    },

    async ofChannels(workspace: string, channels: readonly string[]): Promise<Team[]> {
      if (channels.length === 0) return [];
      const rows = await db
        .selectFrom("teams")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("channel", "in", channels)
        .orderBy("name")
        .execute();
      return rows.map(toTeam);
    },

    /** False if the channel already has a team. */
    async add(team: Team): Promise<boolean> {
      const added = await db
        .insertInto("teams")
        .values({ ...toRow(team), next_bet_number: 1, next_pulse_from: null })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return added.numInsertedOrUpdatedRows === 1n;
    },

    async save(team: Team): Promise<void> {
      await db
        .updateTable("teams")
        .set(toRow(team))
        .where("workspace", "=", team.workspace)
        .where("id", "=", team.id)
        .execute();
    },

    /** For when Slack gives a channel a new id. Changes nothing if `to` already has a team or `from` has none. */
    async moveChannel(workspace: string, from: string, to: string): Promise<Team | undefined> {
      const { numUpdatedRows } = await db
        .updateTable("teams")
        .set({ channel: to })
        .where("workspace", "=", workspace)
        .where("channel", "=", from)
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom("teams as other")
                .select("other.id")
                .where("other.workspace", "=", workspace)
                .where("other.channel", "=", to),
            ),
          ),
        )
        .executeTakeFirst();
      return numUpdatedRows === 1n ? this.ofChannel(workspace, to) : undefined;
    },

    /** Takes the team's next bet number. Numbers are never reused. */
    async takeBetNumber(workspace: string, id: string): Promise<number> {
      const row = await db
        .updateTable("teams")
        .set((eb) => ({ next_bet_number: eb("next_bet_number", "+", 1) }))
        .where("workspace", "=", workspace)
        .where("id", "=", id)
        .returning("next_bet_number")
        .executeTakeFirstOrThrow();
      return row.next_bet_number - 1;
    },

    /** The teams of a workspace, by name. */
    async ofWorkspace(workspace: string): Promise<Team[]> {
      const rows = await db
        .selectFrom("teams")
        .selectAll()
        .where("workspace", "=", workspace)
        .orderBy("name")
        .orderBy("id")
        .execute();
      return rows.map(toTeam);
    },

    /** The teams of every workspace. */
    async allWorkspaces(): Promise<Team[]> {
      return (await db.selectFrom("teams").selectAll().orderBy("created_at").execute()).map(toTeam);
    },

    /** Teams whose digest is due, in every workspace. For the scheduler. */
    async withDigestDue(now: Temporal.Instant): Promise<Team[]> {
      const rows = await db
        .selectFrom("teams")
        .selectAll()
        .where("next_digest_at", "<=", instantText(now))
        .orderBy("next_digest_at")
        .execute();
      return rows.map(toTeam);
    },

    /** Claims a due digest by setting the next one's time. True for the caller that claimed it. */
    async claimDigest(team: Team, next: Temporal.Instant): Promise<boolean> {
      const advanced = await db
        .updateTable("teams")
        .set({ next_digest_at: instantText(next) })
        .where("workspace", "=", team.workspace)
        .where("id", "=", team.id)
        .where("next_digest_at", "=", instantText(team.nextDigestAt))
        .executeTakeFirst();
      return advanced.numUpdatedRows === 1n;
    },

    /** Claims a due pulse by setting when the next is due. False if somebody else did, or the team has pulses off. */
    async claimPulse(
      workspace: string,
      id: string,
      now: Temporal.Instant,
      next: Temporal.Instant,
    ): Promise<boolean> {
      const taken = await db
        .updateTable("teams")
        .set({ next_pulse_from: instantText(next) })
        .where("workspace", "=", workspace)
        .where("id", "=", id)
        .where("asks_pulse", "=", 1)
        .where((eb) =>
          eb.or([eb("next_pulse_from", "is", null), eb("next_pulse_from", "<=", instantText(now))]),
        )
        .executeTakeFirst();
      return taken.numUpdatedRows === 1n;
    },
  };
}

function toTeam(row: Selectable<TeamRow>): Team {
  return {
    id: row.id,
    workspace: row.workspace,
    channel: row.channel,
    name: row.name,
    ...zoneOf(row),
    digestDay: row.digest_day as Weekday,
    digestTime: Temporal.PlainTime.from(row.digest_time),
    anonymityThreshold: row.anonymity_threshold,
    asksPulse: row.asks_pulse === 1,
    defaultChosen: row.default_chosen as Chosen,
    postsQuietWeeks: row.posts_quiet_weeks === 1,
    nextDigestAt: instant(row.next_digest_at),
    createdAt: instant(row.created_at),
  };
}

/** With a zone that the runtime doesn't know, every date would throw. The team uses UTC then, and keeps the name. */
const zoneOf = ({ time_zone: zone }: Pick<TeamRow, "time_zone">): Pick<Team, "timeZone" | "lostTimeZone"> =>
  isTimeZone(zone) ? { timeZone: zone } : { timeZone: "UTC", lostTimeZone: zone };

function toRow(team: Team): Omit<TeamRow, "next_bet_number" | "next_pulse_from"> {
  return {
    id: team.id,
    workspace: team.workspace,
    channel: team.channel,
    name: team.name,
    time_zone: team.lostTimeZone ?? team.timeZone,
    digest_day: team.digestDay,
    digest_time: team.digestTime.toString({ smallestUnit: "minute" }),
    anonymity_threshold: team.anonymityThreshold,
    asks_pulse: team.asksPulse ? 1 : 0,
    default_chosen: team.defaultChosen,
    posts_quiet_weeks: team.postsQuietWeeks ? 1 : 0,
    next_digest_at: instantText(team.nextDigestAt),
    created_at: instantText(team.createdAt),
  };
}
