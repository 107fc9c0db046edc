import { NUDGE_PRIORITY } from "#domain/nudges/nudge.ts";
import { PULSE_QUESTIONS } from "#domain/pulses/pulse.ts";
import { ACTIONS, FORMS } from "#slack/surfaces/ids.ts";
import type { Store } from "#store/store.ts";
import { type Dice, pick } from "#tests/chaos/dice.ts";
import type { OpenedForm } from "./quiet-slack.ts";
import {
  type SlackRequest,
  click,
  command,
  type Entries,
  event,
  type Sender,
  shortcut,
  submission,
  WORKSPACE,
} from "./requests.ts";

/** Ids of a team's things that buttons can refer to. */
type Things = {
  readonly team: string;
  readonly bet: string;
  readonly round: number;
  readonly retro: string;
} & {
  readonly [Thing in "pulse" | "step" | "learning" | "objective" | "keyResult" | "token"]: string;
};

async function thingsOf(store: Store, channel: string, dice: Dice): Promise<Things | undefined> {
  const team = await store.teams.ofChannel(WORKSPACE, channel);
  if (!team) return undefined;
  const any = <Value>(values: readonly Value[]) => values[Math.floor(dice() * values.length)];
  const bet = any((await store.bets.ofTeam(WORKSPACE, team.id)).slice(0, 4));
  const goal = any(await store.goals.ofTeam(WORKSPACE, team.id, "all"));
  const retros = await store.retros.ofTeam(WORKSPACE, team.id);
  const steps = bet ? await store.nextSteps.ofBet(WORKSPACE, bet.id) : [];
  return {
    team: team.id,
    bet: bet?.id ?? "none",
    round: bet && bet.state.kind !== "open" ? bet.state.round : 1,
    retro: any(retros.slice(-3))?.id ?? "none",
    pulse: (await store.pulses.ofTeam(WORKSPACE, team.id)).at(-1)?.id ?? "none",
    step: any(steps)?.id ?? "none",
    learning: any(await store.learnings.ofTeam(WORKSPACE, team.id))?.id ?? "none",
    objective: goal?.objective.id ?? "none",
    token: any(await store.tokens.list({ workspace: WORKSPACE, team: team.id }))?.id ?? "none",
    keyResult: (goal && any(goal.keyResults))?.id ?? "none",
  };
}

const team = ({ team: id }: Things) => id;
const bet = ({ bet: id }: Things) => id;
const settling = ({ bet: id, round }: Things) => `${id}/${round}`;
const retro = ({ retro: id }: Things) => id;
const step = ({ step: id }: Things) => id;
/** In the list, or in a retro. */
const learning = ({ learning: id, retro: retroId }: Things, dice: Dice) =>
  `${id}/${pick(dice, ["list/", "list/people", `retro/${retroId}`])}`;
const objective = ({ objective: id }: Things) => id;
const pulseQuestion = ({ pulse: id }: Things, dice: Dice) => `${id}/${pick(dice, PULSE_QUESTIONS)}`;
const nudge = ({ team: id }: Things, dice: Dice) => `${id}/${pick(dice, NUDGE_PRIORITY)}`;
const proposal = ({ bet: id }: Things) => `${id}/none`;
const keyResult = ({ keyResult: id }: Things) => id;

const QUARTERS = ["2026-Q4", "2026-Q3", "0000-Q1", "9999-Q4", "Q4", ""] as const;

/** Each button's value. */
const VALUES: Record<keyof typeof ACTIONS, (things: Things, dice: Dice) => string> = {
  takeReading: bet,
  useProposal: proposal,
  useAsFinal: proposal,
  settleBet: bet,
  amendBet: bet,
  showDetails: bet,
  editBet: bet,
  deleteBet: bet,
  stopBet: bet,
  shipped: bet,
  undoShipped: ({ bet: id }) => `${id}/2026-11-02/`,
  undoBet: bet,
  preMortem: bet,
  confidence10: bet,
  confidence30: bet,
  confidence50: bet,
  confidence70: bet,
  confidence90: bet,
  looksRight: settling,
  dispute: settling,
  stepDone: step,
  dropStep: step,
  keepStep: step,
  undoStep: step,
  addObjective: team,
  editObjective: objective,
  closeObjective: objective,
  reopenObjective: objective,
  addKeyResult: objective,
  editKeyResult: keyResult,
  showKeyResult: keyResult,
  recordValue: keyResult,
  useKeyResultValue: (things) => `${keyResult(things)}/none`,
  postRecap: ({ team: id }, dice) => `${id}/${pick(dice, QUARTERS)}/post-${number(dice)}`,
  copyRecap: ({ team: id }, dice) => `${id}/${pick(dice, QUARTERS)}`,
  reportRecap: ({ team: id }, dice) => `${id}/${pick(dice, QUARTERS)}`,
  wholeQuarter: ({ team: id }, dice) => `${id}/${pick(dice, QUARTERS)}/${number(dice)}`,
  openRecap: team,
  openNumbers: team,
  postWeek: (things, dice) => `${things.team}/${Math.floor(dice() * 40)}`,
  addLearning: retro,
  addNextStep: retro,
  keepLearning: learning,
  takeLearningOff: learning,
  closeRetro: retro,
  reopenRetro: retro,
  showRetro: retro,
  decideAgain: retro,
  decideNotAgain: retro,
  showCard: bet,
  openWaiting: team,
  openRetro: retro,
  moreOfBet: team,
  openPlaceForm: team,
  openBets: team,
  openSearch: team,
  openLearnings: team,
  openSteps: team,
  openSettings: team,
  openPulse: ({ pulse: id }) => id,
  openGoals: team,
  openWeek: team,
  openAcross: team,
  openPrivacy: team,
  eraseTeam: team,
  openSilenced: team,
  silenceNudge: nudge,
  unsilenceNudge: nudge,
  pulse1: pulseQuestion,
  pulse2: pulseQuestion,
  pulse3: pulseQuestion,
  pulse4: pulseQuestion,
  pulse5: pulseQuestion,
  postAgain: (things) => `card/${things.bet}`,
  leaveUncertain: (things) => `card/${things.bet}`,
  tryExample: team,
  exampleVote10: team,
  exampleVote30: team,
  exampleVote50: team,
  exampleVote70: team,
  exampleVote90: team,
  openTokens: team,
  newToken: team,
  addCalendar: ({ team: id }, dice) => `${id}/calendar-${number(dice)}`,
  revokeToken: ({ team: id, token }, dice) => `${id}/${token}${pick(dice, ["", "/workspace"])}`,
};

const number = (dice: Dice) => String(Math.floor(dice() * 90) + 1);
const day = (dice: Dice, ahead: number) =>
  Temporal.PlainDate.from("2026-11-02")
    .add({ days: Math.floor(dice() * ahead) })
    .toString();
const TEXTS = [
  "People skip it",
  "We asked too late",
  "R&D <!channel> `x`",
  "Ünïcode 漢字 🎈",
  "a|b\\c",
] as const;

/** What people enter in each form. */
const ENTRIES: Record<keyof typeof FORMS, (dice: Dice) => Entries> = {
  setUp: () => settings("Growth"),
  settings: (dice) => settings(pick(dice, TEXTS)),
  placeBet: (dice) => ({
    title: pick(dice, TEXTS),
    belief: "We believe it helps",
    metric: "activation",
    baseline: "32 %",
    target: "40 %",
    review_on: day(dice, 120),
    chosen: pick(dice, ["we-chose", "asked-agreed", "decided-for-us"]),
    alone: "yes",
  }),
  takeReading: (dice) => reading(dice),
  preMortem: (dice) => ({ text: pick(dice, TEXTS) }),
  settleBet: (dice) => ({ how_settled: "reading", ...reading(dice) }),
  amendBet: (dice) => ({
    metric: "activation",
    unit: "%",
    baseline: "32",
    target: number(dice),
    review_on: day(dice, 120),
    reason: pick(dice, TEXTS),
  }),
  editBet: (dice) => ({ title: pick(dice, TEXTS), belief: "We believe it helps more" }),
  deleteBet: () => ({}),
  disputeVerdict: (dice) => ({ reason: pick(dice, TEXTS) }),
  objective: (dice) => ({ title: pick(dice, TEXTS), from: "2026-10-01", until: "2026-12-31" }),
  keyResult: (dice) => ({
    metric: pick(dice, TEXTS),
    baseline: "0",
    target: number(dice),
    current: number(dice),
  }),
  keyResultValue: (dice) => ({ current: number(dice) }),
  addLearning: (dice) => ({ text: pick(dice, TEXTS) }),
  addNextStep: (dice) => ({ text: pick(dice, TEXTS), due_on: day(dice, 150) }),
  recapMarkdown: () => ({ markdown_1: "# Growth" }),
  searchBets: () => ({ words: "people" }),
  eraseTeam: () => ({ team_name: "Growth" }),
  example: (dice) => ({ value: number(dice) }),
  newToken: (dice) => ({ name: pick(dice, TEXTS), scopes: ["read", "readings"] }),
};

const settings = (name: string) => ({
  name,
  time_zone: "Europe/Berlin",
  digest_day: "5",
  digest_time: "16:00",
  anonymity_threshold: "3",
});

const reading = (dice: Dice) => ({
  value: number(dice),
  taken_on: day(dice, 1),
  evidence: "before-after",
  note: pick(dice, TEXTS),
});

const BET_TEXTS = [
  "",
  "help",
  "list all",
  "search people",
  "1",
  "settle 2",
  "stop 1",
  "amend 2",
  "edit 1",
  "delete 2",
  "undo",
  "setle 2",
  "@@@",
] as const;
const OUTCOMES_TEXTS = [
  "",
  "goals",
  "learnings",
  "steps",
  "settings",
  "tokens",
  "help",
  "learnings people",
] as const;

const entriesOf = (form: OpenedForm, dice: Dice): Entries => {
  const name = (Object.keys(FORMS) as (keyof typeof FORMS)[]).find((key) => FORMS[key] === form.callbackId);
  return name === undefined ? {} : ENTRIES[name](dice);
};

/** Makes up a request that a person could send now. */
export async function inventRequest(
  sender: Sender,
  world: { readonly store: Store; readonly forms: OpenedForm[]; readonly dice: Dice },
): Promise<SlackRequest> {
  const { store, forms, dice } = world;
  const things = await thingsOf(store, sender.channel, dice);
  const kind = dice();
  if (forms.length > 0 && kind < 0.3) {
    const index = Math.floor(dice() * forms.length);
    const form = forms[index] ?? { callbackId: "", metadata: "" };
    // One form in five stays open and may be submitted again, as if the first answer had been lost.
    if (dice() < 0.8) forms.splice(index, 1);
    return submission(sender, form, entriesOf(form, dice));
  }
  if (!things) return command(sender, "/outcomes", "");
  if (kind < 0.36) return command(sender, "/bet", `reading ${Math.ceil(dice() * 4)} ${number(dice)}`);
  if (kind < 0.42)
    return command(sender, "/bet", `${pick(dice, TEXTS)} lifts activation from 32% to ${number(dice)}%`);
  if (kind < 0.46) return command(sender, "/bet", pick(dice, BET_TEXTS));
  if (kind < 0.5) return command(sender, "/outcomes", pick(dice, OUTCOMES_TEXTS));
  if (kind < 0.53)
    return shortcut(sender, pick(dice, ["place_as_bet", "save_as_learning"]), pick(dice, TEXTS));
  if (kind < 0.58) {
    const item = { type: "message", channel: sender.channel, ts: "1793610000.000001" };
    const type = pick(dice, ["app_home_opened", "reaction_added", "reaction_removed"]);
    return event(sender, { type, user: sender.user, tab: "home", reaction: "mag", item });
  }
  const actions = Object.keys(ACTIONS) as (keyof typeof ACTIONS)[];
  const name = actions[Math.floor(dice() * actions.length)] ?? "takeReading";
  const metadata = JSON.stringify({ team: things.team });
  return click(sender, ACTIONS[name], VALUES[name](things, dice), metadata);
}
