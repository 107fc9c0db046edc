import type { ViewOutput } from "@slack/bolt";
import type { ModalView, PlainTextOption } from "@slack/types";
import { z } from "zod";
import type { Result } from "#domain/result.ts";
import { CHOSEN } from "#domain/bets/mandate.ts";
import { WEEKDAYS, type Weekday } from "#domain/calendar/schedule.ts";
import type { TeamSettings } from "#domain/teams/team.ts";
import { actions, button, paragraph } from "#slack/kit/blocks.ts";
import { WEEKDAY_WORDS } from "#slack/kit/dates.ts";
import { type FieldErrors, modal, readForm, requiredText } from "#slack/kit/form.ts";
import { ACTIONS, FORMS } from "#slack/surfaces/ids.ts";
import {
  checkInput,
  groupedSelectInput,
  option,
  selectInput,
  textInput,
  timeInput,
} from "#slack/kit/inputs.ts";
import { LIMITS } from "#slack/kit/text.ts";
import { CHOSEN_WORDS } from "#slack/surfaces/bets/bet-words.ts";

const FIELDS = {
  name: "name",
  timeZone: "time_zone",
  digestDay: "digest_day",
  digestTime: "digest_time",
  threshold: "anonymity_threshold",
  pulse: "pulse",
  chosen: "default_chosen",
  quietWeeks: "quiet_weeks",
} as const;

export const SETTINGS_FIELDS = FIELDS;

/** Slack's limit of options in a group. */
const MAX_GROUP_OPTIONS = 100;

const THRESHOLD_ERROR = "Please choose how many answers it takes.";
const ASK_PULSE = "asks";
const POST_QUIET_WEEKS = "posts";

const THRESHOLDS = [3, 4, 5, 6, 7, 8, 9, 10];

/** When the digest is posted by default: Fridays at 16:00. */
export const DEFAULT_DIGEST = { digestDay: 5, digestTime: Temporal.PlainTime.from("16:00") } as const;

export const setUpMetadata = z.object({ channel: z.string(), bet: z.string().optional() });
export const settingsMetadata = z.object({ team: z.string() });

export const setUpForm = (settings: TeamSettings, metadata: z.input<typeof setUpMetadata>): ModalView =>
  modal({
    callbackId: FORMS.setUp,
    title: "Set up the team",
    submit: "Set up",
    metadata,
    blocks: [
      paragraph([
        "This channel becomes a team that owns its outcomes together. All of this can be changed later with /outcomes settings.",
      ]),
      ...inputs(settings),
    ],
  });

export const settingsForm = (settings: TeamSettings, metadata: z.input<typeof settingsMetadata>): ModalView =>
  modal({
    callbackId: FORMS.settings,
    title: "Team settings",
    submit: "Save",
    metadata,
    blocks: [
      ...inputs(settings),
      checkInput({
        id: FIELDS.quietWeeks,
        label: "Quiet weeks",
        hint: "Without this, a week in which nothing happened has no digest.",
        options: [option(POST_QUIET_WEEKS, "Post a line in quiet weeks")],
        initial: new Set(settings.postsQuietWeeks ? [POST_QUIET_WEEKS] : []),
      }),
      actions(
        button("Try it with an example", ACTIONS.tryExample, metadata.team),
        button("Silenced thoughts", ACTIONS.openSilenced, metadata.team),
        button("Erase this team's record", ACTIONS.eraseTeam, metadata.team, {
          accessibility_label: "Erase this team's record: says first what goes, and asks for the name",
        }),
      ),
    ],
  });

const inputs = (settings: TeamSettings): ModalView["blocks"] => [
  textInput({ id: FIELDS.name, label: "Name of the team", max: LIMITS.name, initial: settings.name }),
  groupedSelectInput({
    id: FIELDS.timeZone,
    label: "Time zone",
    hint: "Digests and reviews keep to it.",
    groups: timeZoneGroups(settings.timeZone),
    initial: settings.timeZone,
  }),
  selectInput({
    id: FIELDS.digestDay,
    label: "Day of the digest",
    options: WEEKDAYS.map((day) => option(String(day), WEEKDAY_WORDS[day])),
    initial: String(settings.digestDay),
  }),
  timeInput({ id: FIELDS.digestTime, label: "Time of the digest", initial: settings.digestTime }),
  selectInput({
    id: FIELDS.threshold,
    label: "Anonymous answers show from",
    hint: "Fewer answers than this stay hidden, so that nobody can tell who said what. A lower number holds for what is asked from then on.",
    options: THRESHOLDS.map((threshold) => option(String(threshold), `${threshold} answers`)),
    initial: String(settings.anonymityThreshold),
  }),
  checkInput({
    id: FIELDS.pulse,
    label: "Pulse",
    hint: "Purpose, mastery, belonging, safe to speak: one tap each, anonymous, at most every two weeks.",
    options: [option(ASK_PULSE, "Ask how we are after a retro")],
    initial: new Set(settings.asksPulse ? [ASK_PULSE] : []),
  }),
  selectInput({
    id: FIELDS.chosen,
    label: "Who usually chooses our bets?",
    hint: "A new bet starts with this answer. It can be changed for each.",
    options: CHOSEN.map((chosen) => option(chosen, CHOSEN_WORDS[chosen])),
    initial: settings.defaultChosen,
  }),
];

const settingsSchema = z
  .object({
    [FIELDS.name]: requiredText(LIMITS.name),
    [FIELDS.timeZone]: z.string("Please choose a time zone."),
    [FIELDS.digestDay]: z.coerce.number().int().min(1).max(7),
    [FIELDS.digestTime]: z.string("Please choose a time.").transform((time) => Temporal.PlainTime.from(time)),
    [FIELDS.threshold]: z.coerce.number(THRESHOLD_ERROR).int(THRESHOLD_ERROR),
    [FIELDS.pulse]: z.literal(ASK_PULSE).optional(),
    // A form that the version before opened has no such field.
    [FIELDS.chosen]: z.enum(CHOSEN).optional(),
    [FIELDS.quietWeeks]: z.literal(POST_QUIET_WEEKS).optional(),
  })
  .transform((form): TeamSettings => ({
    name: form.name,
    timeZone: form.time_zone,
    digestDay: form.digest_day as Weekday,
    digestTime: form.digest_time,
    anonymityThreshold: form.anonymity_threshold,
    asksPulse: form.pulse !== undefined,
    defaultChosen: form.default_chosen ?? "we-chose",
    postsQuietWeeks: form.quiet_weeks !== undefined,
  }));

export const readSettings = (view: Pick<ViewOutput, "state">): Result<TeamSettings, FieldErrors> =>
  readForm(settingsSchema, view);

/** All time zones by region. Adds the `current` one in front if the runtime doesn't list it (such as UTC). */
function timeZoneGroups(current: string): { label: string; options: PlainTextOption[] }[] {
  const listed = Intl.supportedValuesOf("timeZone");
  const zones = listed.includes(current) ? listed : [current, ...listed];
  const regions = Map.groupBy(zones, (zone) => zone.split("/")[0] ?? zone);
  return [...regions].flatMap(([region, inRegion]) => {
    const parts = Array.from({ length: Math.ceil(inRegion.length / MAX_GROUP_OPTIONS) }, (_, part) =>
      inRegion.slice(part * MAX_GROUP_OPTIONS, (part + 1) * MAX_GROUP_OPTIONS),
    );
    return parts.map((part) => ({
      label: region,
      options: part.map((zone) => option(zone, zone.replaceAll("_", " "))),
    }));
  });
}
