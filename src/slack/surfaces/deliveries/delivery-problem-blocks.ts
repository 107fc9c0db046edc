import type { KnownBlock } from "@slack/types";
import type { Delivery } from "#domain/deliveries/delivery.ts";
import { TIME_ZONE_LOST, type Team } from "#domain/teams/team.ts";
import { actions, bold, button, paragraph } from "#slack/kit/blocks.ts";
import { formatDay } from "#slack/kit/dates.ts";
import { DELIVERY_KIND_NAMES, pausedWords } from "./delivery-words.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import type { TeamOverview } from "#usecases/teams/team-overview.ts";

/** Whether the team can do something about its blocked messages, other than wait. */
export const needsDecision = ({ paused, uncertain }: TeamOverview): boolean =>
  uncertain.length > 0 || paused === TIME_ZONE_LOST;

/** Why a team's messages are paused, and what to do about the first one that may not have arrived. */
export function blockedDeliveryBlocks({ team, today, paused, uncertain }: TeamOverview): KnownBlock[] {
  const [first, ...more] = uncertain;
  const name = bold(isolateRightToLeft(team.name));
  if (!first) return paused === undefined ? [] : [paragraph([name], [pausedWords(paused)])];
  const label = (words: string) => ({ accessibility_label: `${words}: ${team.name}` });
  return [
    paragraph(
      [name],
      paused !== undefined && [pausedWords(paused)],
      [uncertainWords(first, team, today)],
      more.length > 0 && [`${more.length} more may not have arrived either; they follow here.`],
    ),
    actions(
      button("Post it again", ACTIONS.postAgain, first.key, label("Post it again")),
      button("It has arrived", ACTIONS.leaveUncertain, first.key, label("It has arrived")),
    ),
  ];
}

function uncertainWords({ kind, dueAt }: Delivery, team: Team, today: Temporal.PlainDate): string {
  const day = formatDay(dueAt.toZonedDateTimeISO(team.timeZone).toPlainDate(), today);
  return `This message may not have arrived: ${DELIVERY_KIND_NAMES[kind]} of ${day}. Slack gave no answer, and Ourcome may not read the channel to look for it.`;
}

/**
 * A team whose channel is unavailable, for a member of that channel. Its settings cannot be opened, so the button that
 * erases its record is here.
 */
export const unavailableChannelBlocks = ({ team, reason }: { team: Team; reason: string }): KnownBlock[] => [
  paragraph([bold(isolateRightToLeft(team.name))], [`${pausedWords(reason)} The team's record is kept.`]),
  actions(
    button("Erase this team's record", ACTIONS.eraseTeam, team.id, {
      accessibility_label: `Erase the record of ${team.name}: says first what goes`,
    }),
  ),
];
