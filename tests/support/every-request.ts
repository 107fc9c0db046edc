import { keys } from "#domain/deliveries/delivery.ts";
import { ACTIONS, CHOICES, COMMANDS, FORMS, MENUS, SHORTCUTS } from "#slack/surfaces/ids.ts";
import { forge } from "./forge.ts";
import { addBet, teamOf } from "./ledger.ts";
import type { Stage } from "./stage.ts";

/** Every kind of request that a person can send, by its name in `ids.ts`. */
const KINDS = { ACTIONS, CHOICES, COMMANDS, FORMS, SHORTCUTS } as const;
type Kind = keyof typeof KINDS;
type Name = { [K in Kind]: `${K}.${Extract<keyof (typeof KINDS)[K], string>}` }[Kind];

export const NAMES: readonly string[] = Object.entries(KINDS).flatMap(([kind, ids]) =>
  Object.keys(ids).map((name) => `${kind}.${name}`),
);

/** The Slack id (action id, callback id or command) behind a name. */
export function idOf(name: Name): string {
  const [kind = "", key = ""] = name.split(".");
  return Object.entries(KINDS).flatMap(([group, ids]) =>
    group === kind ? Object.entries(ids).flatMap(([name, id]) => (name === key ? [id] : [])) : [],
  )[0]!;
}

/** One thing that a person does, named after the last request that Slack sends for it. */
export type Move = readonly [name: Name, play: (s: Stage) => Promise<unknown>];

const CHANNEL = "C0GROWTH";
const ana = (s: Stage) => s.slack.as("U0ANA");
const ben = (s: Stage) => s.slack.as("U0BEN");

const command = (text: string, name: "/bet" | "/outcomes" = "/bet") =>
  [
    name === "/bet" ? "COMMANDS.bet" : "COMMANDS.outcomes",
    (s: Stage) => ana(s).command(CHANNEL, name, text),
  ] as const satisfies Move;

/** Clicks a button in the top view; `close` closes the view that it opens. */
const inView = (name: keyof typeof ACTIONS, then: "stays" | "close" = "stays"): Move => [
  `ACTIONS.${name}`,
  async (s) => {
    await ana(s).clickButton(ana(s).view(), ACTIONS[name]);
    if (then === "close") await ana(s).closeView();
  },
];

/** Clicks a button on Home; `close` closes the view that it opens. */
const atHome = (name: keyof typeof ACTIONS, then: "stays" | "close" = "close"): Move => [
  `ACTIONS.${name}`,
  async (s) => {
    await ana(s).openHome();
    await ana(s).clickButton(ana(s).home()!, ACTIONS[name]);
    if (then === "close") await ana(s).closeView();
  },
];

/** A button that Home had, or has only if more waits. The handlers are there for Homes that were published before. */
const atOlderHome = (name: keyof typeof ACTIONS, then: "stays" | "close" = "close"): Move => [
  `ACTIONS.${name}`,
  async (s) => {
    await ana(s).openHome();
    forge(ana(s).home()!.content.blocks, ACTIONS.openPlaceForm, { action_id: ACTIONS[name] });
    await ana(s).clickButton(ana(s).home()!, ACTIONS[name]);
    if (then === "close") await ana(s).closeView();
  },
];

const submit = (name: keyof typeof FORMS, entries: Readonly<Record<string, string>> = {}): Move => [
  `FORMS.${name}`,
  async (s) => {
    const { errors } = await ana(s).submit(entries);
    if (Object.keys(errors).length > 0) throw new Error(JSON.stringify(errors));
  },
];

/** Clicks a button in the latest message or reply that begins with `start`. */
const inMessage = (name: keyof typeof ACTIONS, start: string, who = ana): Move => [
  `ACTIONS.${name}`,
  async (s) => who(s).clickButton(await findMessage(s, start), ACTIONS[name]),
];

/** Clicks a button in the latest answer that only this person sees and that begins with `start`. */
const inAnswer = (name: keyof typeof ACTIONS, start: string): Move => [
  `ACTIONS.${name}`,
  async (s) => {
    const answer = ana(s)
      .ephemerals()
      .findLast(({ text }) => text.startsWith(start));
    await ana(s).clickButton({ channel: CHANNEL, ts: answer?.ts ?? "" }, ACTIONS[name]);
  },
];

/** Chooses an option in the menu of the latest message or reply that begins with `start`. */
const inMenu = (
  name: keyof typeof ACTIONS,
  label: string,
  start: string,
  then: "stays" | "close" = "stays",
): Move => [
  `ACTIONS.${name}`,
  async (s) => {
    await ana(s).choose(await findMessage(s, start), MENUS.more, label);
    if (then === "close") await ana(s).closeView();
  },
];

async function findMessage(s: Stage, start: string): Promise<{ channel: string; ts: string }> {
  const messages = await s.slack.readChannel(CHANNEL);
  const found = messages
    .flatMap((message) => [message, ...message.replies])
    .findLast(({ text }) => text.startsWith(start));
  if (!found) throw new Error(`No message begins with "${start}".`);
  return { channel: CHANNEL, ts: found.ts };
}

const closeViews: Move[1] = async (s) => {
  while (ana(s).views().length > 0) await ana(s).closeView();
};

/** Adds two posted weeks whose delivery is uncertain. */
async function addUncertainDeliveries({ app, now }: Stage): Promise<void> {
  const { deliveries } = app.store;
  const team = await teamOf(app.store);
  for (const post of ["lost-1", "lost-2"]) {
    const key = keys.postedWeek(post);
    const at = now();
    const subject = at.toString({ smallestUnit: "millisecond" });
    await deliveries.enqueue({
      workspace: team.workspace,
      team: team.id,
      key,
      kind: "posted-week",
      subject,
      dueAt: at,
    });
    await deliveries.claim(team.workspace, key, { at, lookUpAt: at });
    await deliveries.uncertain(team.workspace, key, at, at.add({ hours: 1 }));
  }
}

/** Shows a bet with the button that asks to stop it, which it has if it isn't out by its review. */
async function offerToStop(s: Stage): Promise<void> {
  await ana(s).command(CHANNEL, "/bet", "1");
  forge(ana(s).ephemerals().at(-1)?.blocks ?? [], ACTIONS.takeReading, { action_id: ACTIONS.stopBet });
}

async function placeAnother(s: Stage): Promise<void> {
  await ana(s).command(CHANNEL, "/bet", "A banner lifts sales from 10 to 20");
  await ana(s).submit({ chosen: "we-chose" });
}

/** Adds six bets that were decided for the team, enough for a nudge. */
async function addSixHandedDown({ app, now }: Stage): Promise<void> {
  const team = await teamOf(app.store);
  for (const number of [101, 102, 103, 104, 105, 106])
    await addBet(app.store, team, {
      number,
      placedAt: now().subtract({ hours: 1 }),
      mandate: { chosen: "decided-for-us" },
    });
}

/** Carries the open steps over three times, so that Ourcome asks about them, and opens the list of steps. */
async function carryStepsOver(s: Stage): Promise<void> {
  const { nextSteps } = s.app.store;
  const team = await teamOf(s.app.store);
  const after = Temporal.PlainDate.from("2030-01-01");
  for (let n = 0; n < 3; n += 1) await nextSteps.carry(team.workspace, team.id, after);
  await closeViews(s);
  await ana(s).openHome();
  await ana(s).choose(ana(s).home()!, CHOICES.homeMore, "Next steps");
}

const before = (first: Move[1], [name, play]: Move): Move => [
  name,
  async (s) => {
    await first(s);
    await play(s);
  },
];

const CARD = "Bet #1";
const VERDICT = "Bet #1 came in";
/** The line on how the bet came out; it has the retro's buttons. */
const RETRO = VERDICT;
const THEMES = "What had a part";
const PULSE = "How are we?";
const DECISION = "Knowing only what we knew then";

/** A team's life in which every kind of request is sent at least once, in a valid order. */
export const EVERY_REQUEST: readonly Move[] = [
  command("", "/outcomes"),
  submit("setUp"),
  before(closeViews, command("goals", "/outcomes")),
  inView("addObjective"),
  submit("objective", { title: "Double weekly active teams" }),
  inView("editObjective"),
  submit("objective", { title: "Triple weekly active teams" }),
  inView("addKeyResult"),
  submit("keyResult", { metric: "Weekly active teams", baseline: "50", target: "100", current: "61" }),
  inView("editKeyResult"),
  submit("keyResult", { target: "110" }),
  inView("recordValue"),
  submit("keyResultValue", { current: "75" }),
  inView("closeObjective"),
  inView("reopenObjective"),
  before(closeViews, [
    "SHORTCUTS.placeAsBet",
    async (s) => {
      const message = await ana(s).say(CHANNEL, "A tour lifts activation from 32% to 40%");
      await ana(s).shortcut(SHORTCUTS.placeAsBet, message);
    },
  ]),
  before(closeViews, command("Checklist lifts activation from 32% to 40%")),
  ["CHOICES.metric", (s) => ana(s).fill(ana(s).view(), { metric: "activation" })],
  ["ACTIONS.moreOfBet", (s) => ana(s).clickButton(ana(s).view(), "More")],
  ["CHOICES.alone", (s) => ana(s).fill(ana(s).view(), { alone: "no" })],
  [
    "FORMS.placeBet",
    async (s) => {
      await ana(s).fill(ana(s).view(), { alone: "yes" });
      await ana(s).submit({
        belief: "We believe it helps",
        chosen: "we-chose",
        key_result: "Triple weekly active teams · Weekly active teams",
      });
    },
  ],
  atHome("showCard"),
  inMenu("showDetails", "Details", CARD, "close"),
  inMenu("editBet", "Edit title or belief", CARD),
  submit("editBet", { title: "A checklist" }),
  inMessage("confidence10", CARD),
  inMessage("confidence30", CARD),
  inMessage("confidence50", CARD),
  inMessage("confidence70", CARD),
  inMessage("confidence90", CARD),
  inMessage("confidence30", CARD, ben),
  inMessage("preMortem", CARD),
  submit("preMortem", { text: "Nobody reads a list at step two" }),
  inMessage("shipped", CARD),
  inAnswer("undoShipped", "Bet #1 shipped"),
  inMessage("takeReading", CARD),
  ["CHOICES.evidence", (s) => ana(s).fill(ana(s).view(), { evidence: "before-after" })],
  submit("takeReading", { value: "34" }),
  command("reading 1 34.5 from the dashboard"),
  inMenu("amendBet", "Amend the terms", CARD),
  submit("amendBet", { target: "42", reason: "The dashboard counted bots" }),
  before(offerToStop, inAnswer("stopBet", CARD)),
  before(closeViews, inMenu("settleBet", "Settle or stop", CARD)),
  ["CHOICES.howSettled", (s) => ana(s).fill(ana(s).view(), { how_settled: "inconclusive" })],
  before((s) => ana(s).fill(ana(s).view(), { how_settled: "reading" }), submit("settleBet", { value: "37" })),
  inMessage("dispute", VERDICT),
  submit("disputeVerdict", { reason: "Half of them are test accounts" }),
  command("settle 1"),
  submit("settleBet", { value: "36.5" }),
  inMessage("looksRight", VERDICT, ben),
  atHome("openRetro", "stays"),
  atOlderHome("openWaiting"),
  inMessage("addLearning", RETRO),
  submit("addLearning", { text: "People skip what they cannot see" }),
  inMessage("addNextStep", RETRO),
  submit("addNextStep", { text: "Interview five of them" }),
  [
    "SHORTCUTS.saveAsLearning",
    async (s) => {
      const { ts } = await findMessage(s, RETRO);
      const message = await ana(s).say(CHANNEL, "We asked too late", { thread: ts });
      await ana(s).shortcut(SHORTCUTS.saveAsLearning, message);
    },
  ],
  submit("addLearning"),
  inMessage("decideAgain", DECISION),
  inMessage("decideNotAgain", DECISION),
  inMessage("decideAgain", DECISION, ben),
  before(async (s) => ana(s).react(await findMessage(s, THEMES), "mag"), inMessage("closeRetro", RETRO)),
  inMessage("showRetro", RETRO),
  inView("reopenRetro", "close"),
  inMessage("closeRetro", RETRO),
  inMessage("pulse1", PULSE),
  inMessage("pulse2", PULSE),
  inMessage("pulse3", PULSE, ben),
  inMessage("pulse4", PULSE, ben),
  inMessage("pulse5", PULSE),
  atHome("openPulse"),
  before(placeAnother, inAnswer("undoBet", "Bet #2 is placed")),
  before(placeAnother, inMenu("deleteBet", "Delete", "Bet #3")),
  submit("deleteBet"),
  atHome("openPlaceForm"),
  atHome("openBets", "stays"),
  inView("openSearch"),
  submit("searchBets", { words: "checklist" }),
  before(closeViews, atHome("openLearnings")),
  atOlderHome("openSteps", "stays"),
  inView("stepDone"),
  inView("undoStep"),
  before(carryStepsOver, inView("keepStep")),
  inView("dropStep"),
  before(closeViews, atOlderHome("openSettings", "stays")),
  submit("settings", { digest_time: "15:00" }),
  before(
    async (s) => {
      await closeViews(s);
      await ana(s).command("C0OTHER", "/outcomes");
      await ana(s).submit();
      await closeViews(s);
      await ana(s).openHome();
    },
    [
      "CHOICES.homeTeam",
      async (s) => ana(s).choose(ana(s).home()!, CHOICES.homeTeam, (await teamOf(s.app.store)).id),
    ],
  ),
  before((s) => ana(s).command("C0OTHER", "/outcomes", "settings"), inView("eraseTeam")),
  submit("eraseTeam", { team_name: "other" }),
  before(closeViews, atOlderHome("openPrivacy")),
  before(
    (s) => ana(s).openHome(),
    ["CHOICES.homeMore", (s) => ana(s).choose(ana(s).home()!, CHOICES.homeMore, "The quarter")],
  ),
  inView("openAcross", "close"),
  atHome("openGoals", "stays"),
  inView("showKeyResult", "close"),
  before(closeViews, atHome("openWeek", "stays")),
  inView("openNumbers", "close"),
  inView("postWeek"),
  before(closeViews, atOlderHome("openRecap", "stays")),
  inView("wholeQuarter", "close"),
  inView("copyRecap"),
  submit("recapMarkdown"),
  inView("postRecap"),
  before(closeViews, before(addSixHandedDown, atHome("openWeek", "stays"))),
  inView("silenceNudge"),
  inView("unsilenceNudge"),
  before(closeViews, atOlderHome("openSettings", "stays")),
  inView("openSilenced"),
  before(closeViews, before(addUncertainDeliveries, atHome("postAgain", "stays"))),
  atHome("leaveUncertain", "stays"),
];
