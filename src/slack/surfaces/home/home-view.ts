import type { Button, HomeView, KnownBlock } from "@slack/types";
import type { Bet } from "#domain/bets/bet.ts";
import type { Team } from "#domain/teams/team.ts";
import { betLine } from "#slack/surfaces/bets/bet-list.ts";
import { preMortemButton } from "#slack/surfaces/pre-mortems/pre-mortem-card.ts";
import { settlementId } from "#slack/surfaces/verdicts/settlement-id.ts";
import { verdictButtons } from "#slack/surfaces/verdicts/verdict-message.ts";
import { metricWords } from "#slack/surfaces/bets/bet-words.ts";
import { actions, bold, bullets, button, dateSpan, paragraph, type Span } from "#slack/kit/blocks.ts";
import { formatInstant } from "#slack/kit/dates.ts";
import { keyResultWords } from "#slack/surfaces/goals/goal-words.ts";
import { NO_PEOPLE } from "#slack/surfaces/replies/help-message.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { PULSE_TITLE } from "#slack/surfaces/pulses/pulse-message.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import type { PersonRefusal } from "#slack/platform/access/access.ts";
import type { TeamOverview } from "#usecases/teams/team-overview.ts";
import {
  UNAVAILABLE_CHANNEL_BLOCKS,
  unavailableChannelBlocks,
  MAX_BLOCKED_DELIVERY_BLOCKS,
  blockedDeliveryBlocks,
} from "#slack/surfaces/deliveries/delivery-problem-blocks.ts";

/** Slack's limit is 100; the lines after the teams take up to four. */
const MAX_BLOCKS = 96;
const MAX_TEAMS = 18;
const MAX_UNAVAILABLE = 3;
const MAX_BETS = 10;
/** The name, the buttons, and the line about bets left out. */
const BLOCKS_PER_TEAM = 3;
const BLOCKS_PER_BET = 2;
const MAX_KEY_RESULTS = 5;
/** Slack's limit for an accessibility label, in characters. */
const MAX_LABEL_LENGTH = 75;

const UNCONFIRMED =
  "Slack did not say in time whether you are in the channels of all your teams, so not all of them may stand here. Open this page again in a moment.";

/**
 * What is open in the viewer's teams and what waits for them, with buttons. `unavailable` teams have a channel that is
 * archived, shared outside or without Ourcome. `unconfirmed` is for how many Slack did not answer in time.
 */
export function homeView(
  teams: readonly TeamOverview[],
  unconfirmed: number,
  unavailable: ReadonlyArray<{ readonly team: Team; readonly reason: string }> = [],
): HomeView {
  const otherTeams = [
    ...unavailable.slice(0, MAX_UNAVAILABLE).flatMap(unavailableChannelBlocks),
    ...(unconfirmed > 0 ? [paragraph([UNCONFIRMED])] : []),
  ];
  if (teams.length === 0) return home(unconfirmed > 0 ? otherTeams : [...otherTeams, ...firstSteps]);
  const shown = teams.slice(0, MAX_TEAMS);
  const teamsInTrouble = shown.filter((team) => blockedDeliveryBlocks(team).length > 0).length;
  const blocksLeft =
    MAX_BLOCKS - MAX_UNAVAILABLE * UNAVAILABLE_CHANNEL_BLOCKS - teamsInTrouble * MAX_BLOCKED_DELIVERY_BLOCKS;
  const betsThatFit = Math.floor((blocksLeft / shown.length - BLOCKS_PER_TEAM) / BLOCKS_PER_BET);
  const maxBets = Math.max(0, Math.min(MAX_BETS, betsThatFit));
  const more = teams.length - shown.length;
  const blocks = [
    ...shown.flatMap((team) => teamBlocks(team, maxBets)),
    ...(more > 0
      ? [paragraph([`and ${more} more of your teams: /bet list in a team's channel shows its bets.`])]
      : []),
    ...otherTeams,
    paragraph([`You see the teams whose channel you are in. ${NO_PEOPLE}`]),
  ];
  return home(blocks, teams[0]?.team.id);
}

/** For people who may not take part: shows nothing of any team. */
export const refusedHome = (refusal: PersonRefusal): HomeView =>
  home([
    paragraph([
      refusal.kind === "guest"
        ? "Ourcome is for the members of this workspace. Guests cannot place, settle or vote, and see no bets here."
        : "Ourcome shows the outcomes of a team to the members of its own workspace only.",
    ]),
  ]);

/** `team` is one of the viewer's teams. It entitles them to the roll-up. */
const home = (blocks: KnownBlock[], team?: string): HomeView => ({
  type: "home",
  blocks: [
    ...blocks,
    actions(
      ...(team === undefined ? [] : [button("Across our teams", ACTIONS.openAcross, team)]),
      button("What Ourcome knows", ACTIONS.openPrivacy, "privacy"),
    ),
  ],
});

const firstSteps: KnownBlock[] = [
  paragraph(
    [bold("Ourcome: we own our outcomes together")],
    [
      "A team bets on what its work will change, settles the bets together, and reads its week in its channel. You are in the channel of no team yet. What to do first:",
    ],
  ),
  bullets([
    ["Go to the channel of your team."],
    ["Type ", bold("/invite @Ourcome"), " there, so that it can speak in the channel."],
    ["Type ", bold("/bet"), " there: it sets the team up, then opens the form for our first bet."],
  ]),
  paragraph([
    `From then on this page shows what your teams have open, with a button for everything that the commands do. ${NO_PEOPLE}`,
  ]),
];

function teamBlocks(overview: TeamOverview, maxBets: number): KnownBlock[] {
  const { team, today, due, open } = overview;
  const bets = [...due, ...open];
  const shown = bets.slice(0, maxBets);
  const more = bets.length - shown.length;
  return [
    paragraph(
      [bold(isolateRightToLeft(team.name))],
      [betsWords(overview)],
      ...keyResultLines(overview),
      stepSpans(overview),
      ...pulseLines(overview),
    ),
    actions(...teamButtons(overview)),
    ...blockedDeliveryBlocks(overview),
    ...shown.flatMap((bet) => [paragraph(betLine(bet, today)), actions(...betButtons(bet))]),
    ...(more > 0 ? [paragraph([`and ${more} more open. “All bets” shows them.`])] : []),
  ];
}

function betsWords({ due, open }: TeamOverview): string {
  if (due.length + open.length === 0) return "No bet is open.";
  const dueText =
    due.length === 0
      ? "Nothing waits for us"
      : `${due.length} ${due.length === 1 ? "bet waits" : "bets wait"} for us`;
  return `${dueText}, ${open.length} ${due.length === 0 ? "" : "more "}${open.length === 1 ? "is" : "are"} open.`;
}

/** One line per key result, and how many are left out. */
function keyResultLines({ goals }: TeamOverview): Span[][] {
  const keyResults = goals.flatMap((goal) => goal.keyResults);
  const shown = keyResults
    .slice(0, MAX_KEY_RESULTS)
    .map((keyResult) => [isolateRightToLeft(metricWords(keyResultWords(keyResult)))]);
  const more = keyResults.length - shown.length;
  return more > 0 ? [...shown, [`and ${more} more key results`]] : shown;
}

function stepSpans({ steps, today }: TeamOverview): Span[] {
  if (steps.length === 0) return [];
  const late = steps.filter(({ dueOn }) => Temporal.PlainDate.compare(dueOn, today) < 0).length;
  const open = steps.length === 1 ? "1 next step is open" : `${steps.length} next steps are open`;
  return [late === 0 ? `${open}.` : `${open}, ${late} past ${late === 1 ? "its date" : "their dates"}.`];
}

function pulseLines({ pulse, team }: TeamOverview): Span[][] {
  if (pulse?.state.kind !== "open") return [];
  const { closesAt } = pulse.state;
  return [
    ["How are we? Our pulse is open until ", dateSpan(closesAt, formatInstant(closesAt, team.timeZone)), "."],
  ];
}

function teamButtons({ team, pulse }: TeamOverview): Button[] {
  const teamButton = (words: string, action: string): Button =>
    button(words, action, team.id, { accessibility_label: clip(`${words}: ${team.name}`, MAX_LABEL_LENGTH) });
  const pulseButton = pulse && [
    button(PULSE_TITLE, ACTIONS.openPulse, pulse.id, {
      accessibility_label: clip(`${PULSE_TITLE} ${team.name}`, MAX_LABEL_LENGTH),
    }),
  ];
  return [
    teamButton("Place a bet", ACTIONS.openPlaceForm),
    ...(pulseButton ?? []),
    teamButton("The week", ACTIONS.openWeek),
    teamButton("The quarter", ACTIONS.openRecap),
    teamButton("Goals", ACTIONS.openGoals),
    teamButton("All bets", ACTIONS.openBets),
    teamButton("Search", ACTIONS.openSearch),
    teamButton("Learnings", ACTIONS.openLearnings),
    teamButton("Next steps", ACTIONS.openSteps),
    teamButton("Settings", ACTIONS.openSettings),
  ];
}

function betButtons(bet: Bet): Button[] {
  const { id, number, state } = bet;
  const card = button("Card", ACTIONS.showCard, id, { accessibility_label: `Card of bet #${number}` });
  if (state.kind === "final") return [card];
  if (state.kind === "provisional") return [card, ...verdictButtons(number, settlementId(id, state.round))];
  return [
    card,
    button("Take a reading", ACTIONS.takeReading, id, {
      accessibility_label: `Take a reading of bet #${number}`,
    }),
    button("Settle", ACTIONS.settleBet, id, { accessibility_label: `Settle bet #${number}` }),
    preMortemButton(bet),
  ];
}
