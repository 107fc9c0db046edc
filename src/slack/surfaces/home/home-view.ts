import type { HomeView, KnownBlock } from "@slack/types";
import { type Bet, currentReviewDate, isReviewDue } from "#domain/bets/bet.ts";
import type { Reading } from "#domain/readings/reading.ts";
import type { Team } from "#domain/teams/team.ts";
import { actions, bold, bullets, button, lineWith, paragraph, plain } from "#slack/kit/blocks.ts";
import { formatDay } from "#slack/kit/dates.ts";
import { writeMetadata } from "#slack/kit/form.ts";
import { formatNumber, counted } from "#slack/kit/numbers.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import type { PersonRefusal } from "#slack/platform/access/access.ts";
import {
  metricWords,
  openWords,
  readingProgressWords,
  termsWords,
  verdictInShort,
} from "#slack/surfaces/bets/bet-words.ts";
import {
  blockedDeliveryBlocks,
  needsDecision,
  unavailableChannelBlocks,
} from "#slack/surfaces/deliveries/delivery-problem-blocks.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { failingSourceBlocks } from "#slack/surfaces/sources/failing-blocks.ts";
import type { StepChange } from "#slack/surfaces/next-steps/next-step-list.ts";
import { NO_PEOPLE } from "#slack/surfaces/replies/help-message.ts";
import type { HomeFacts } from "#usecases/teams/read-home.ts";
import type { TeamOverview } from "#usecases/teams/team-overview.ts";
import { homeMenu } from "./home-menu.ts";
import {
  newsLine,
  NOTHING_WAITS,
  waitingHeading,
  waitingLine,
  type WaitingOptions,
} from "./waiting-lines.ts";

/** More than this is no list to act on; a button opens the rest. */
const MAX_WAITING = 8;
const MAX_BETS = 10;
const MAX_TITLE_LENGTH = 80;
/** With these, Home keeps well below Slack's limit of 100 blocks. */
const MAX_TEAMS_IN_TROUBLE = 10;
const MAX_UNAVAILABLE = 3;

const UNCONFIRMED =
  "Slack did not say in time whether you are in the channels of all your teams, so some may be missing. Open this page again in a moment.";

/** What else Home shows. */
export type HomeExtras = {
  /** How many teams Slack did not answer for in time. */
  readonly unconfirmed: number;
  /** Teams whose channel is archived, shared outside or without Ourcome. */
  readonly unavailable: ReadonlyArray<{ readonly team: Team; readonly reason: string }>;
  readonly links: WaitingOptions["links"];
  /** What the last click did. */
  readonly news?: StepChange | undefined;
  /** Whether the person chose the team that is shown. The view remembers it, and nothing else does. */
  readonly isChosen: boolean;
};

/** What waits for the person in all their teams; then one team's open bets, and the way to everything else. */
export function homeView(facts: HomeFacts, extras: HomeExtras): HomeView {
  const { teams, shown } = facts;
  const { unconfirmed, unavailable, news, isChosen } = extras;
  const below = [
    ...unavailable.slice(0, MAX_UNAVAILABLE).flatMap(unavailableChannelBlocks),
    ...(unconfirmed > 0 ? [paragraph([UNCONFIRMED])] : []),
  ];
  if (!shown) return home([...below, ...(unconfirmed > 0 ? [] : firstSteps), privacyButton]);
  const inTrouble = teams
    .filter((team) => blockedDeliveryBlocks(team).length > 0)
    .slice(0, MAX_TEAMS_IN_TROUBLE);
  const view = home([
    ...(news ? [newsLine(news)] : []),
    ...waitingBlocks(facts, extras),
    ...inTrouble.filter(needsDecision).flatMap(blockedDeliveryBlocks),
    homeMenu(
      shown.team,
      teams.map(({ team }) => team),
    ),
    ...betBlocks(shown, facts.latest),
    ...failingSourceBlocks(shown),
    ...inTrouble.filter((team) => !needsDecision(team)).flatMap(blockedDeliveryBlocks),
    ...below,
    { type: "context", elements: [plain(FOOTER)] },
  ]);
  return isChosen ? { ...view, private_metadata: writeMetadata({ team: shown.team.id }) } : view;
}

const FOOTER = "Only you see this page. Ourcome has no people on record.";

/** For people who may not take part: shows nothing of any team. */
export const refusedHome = (refusal: PersonRefusal): HomeView =>
  home([
    paragraph([
      refusal.kind === "guest"
        ? "Ourcome is for the members of this workspace. Guests cannot place, settle or vote, and see no bets here."
        : "Ourcome shows the outcomes of a team to the members of its own workspace only.",
    ]),
    privacyButton,
  ]);

const home = (blocks: KnownBlock[]): HomeView => ({ type: "home", blocks });

const privacyButton = actions(button("What Ourcome knows", ACTIONS.openPrivacy, "privacy"));

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
  paragraph([`From then on this page shows what needs you and what your teams have open. ${NO_PEOPLE}`]),
];

function waitingBlocks({ teams, waiting }: HomeFacts, { links }: HomeExtras): KnownBlock[] {
  if (waiting.length === 0) return teams.some(needsDecision) ? [] : [paragraph([bold(NOTHING_WAITS)])];
  const shown = waiting.slice(0, MAX_WAITING);
  const more = waiting.length - shown.length;
  return [
    paragraph([bold(waitingHeading(waiting.length))]),
    ...shown.map((item) => waitingLine(item, { named: teams.length > 1, links })),
    ...(more > 0
      ? [
          lineWith(
            `and ${more} more`,
            button("Show all", ACTIONS.openWaiting, "waiting", {
              accessibility_label: `Show all ${waiting.length} things that need you`,
            }),
          ),
        ]
      : []),
  ];
}

function betBlocks(overview: TeamOverview, latest: HomeFacts["latest"]): KnownBlock[] {
  const { team, today, open } = overview;
  const shown = open.slice(0, MAX_BETS);
  const more = open.length - shown.length;
  const all = button("All bets", ACTIONS.openBets, team.id, {
    accessibility_label: `All bets, with a search: ${team.name}`,
  });
  return [
    ...(open.length === 0
      ? []
      : [paragraph([bold(`${isolateRightToLeft(team.name)} · ${counted(open.length, "open bet")}`)])]),
    ...shown.map((bet) =>
      lineWith(
        betWords(bet, latest.get(bet.id), today),
        button("Open", ACTIONS.showCard, bet.id, { accessibility_label: `Open bet #${bet.number}` }),
      ),
    ),
    more > 0 ? lineWith(`and ${more} more`, all) : actions(all),
  ];
}

/** Two short lines: "#12 Checklist", and "Activation 34.5 %, target 40 % · 31 % of the way · review Fri 15 Jan". */
const betWords = (bet: Bet, latest: Reading | undefined, today: Temporal.PlainDate): string =>
  [
    `#${bet.number} ${isolateRightToLeft(clip(bet.title, MAX_TITLE_LENGTH))}`,
    `${progressWords(bet, latest)} · ${stateWords(bet, today)}`,
  ].join("\n");

function progressWords({ terms, state }: Bet, latest: Reading | undefined): string {
  const reading = state.kind === "open" ? latest : state.outcome.reading;
  if (!reading) return isolateRightToLeft(termsWords(terms));
  const { metric, unit, target } = terms;
  const now = formatNumber(reading.value, unit);
  const words = `${isolateRightToLeft(metricWords(metric))} ${now}, target ${formatNumber(target, unit)}`;
  return state.kind === "open" ? `${words} · ${readingProgressWords(terms, reading.value)}` : words;
}

function stateWords(bet: Bet, today: Temporal.PlainDate): string {
  if (bet.state.kind !== "open") return `provisional verdict: ${verdictInShort(bet.state.outcome.verdict)}`;
  return isReviewDue(bet, today)
    ? openWords(bet, today)
    : `review ${formatDay(currentReviewDate(bet), today)}`;
}
