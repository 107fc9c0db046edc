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

export const CHANNEL = "C0GROWTH";
export const ana = (s: Stage) => s.slack.as("U0ANA");
export const ben = (s: Stage) => s.slack.as("U0BEN");

export const command = (text: string, name: "/bet" | "/outcomes" = "/bet") =>
  [
    name === "/bet" ? "COMMANDS.bet" : "COMMANDS.outcomes",
    (s: Stage) => ana(s).command(CHANNEL, name, text),
  ] as const satisfies Move;

/** Clicks a button in the top view; `close` closes the view that it opens. */
export const inView = (name: keyof typeof ACTIONS, then: "stays" | "close" = "stays"): Move => [
  `ACTIONS.${name}`,
  async (s) => {
    await ana(s).clickButton(ana(s).view(), ACTIONS[name]);
    if (then === "close") await ana(s).closeView();
  },
];

/** Clicks a button on Home; `close` closes the view that it opens. */
export const atHome = (name: keyof typeof ACTIONS, then: "stays" | "close" = "close"): Move => [
  `ACTIONS.${name}`,
  async (s) => {
    await ana(s).openHome();
    await ana(s).clickButton(ana(s).home()!, ACTIONS[name]);
    if (then === "close") await ana(s).closeView();
  },
];

/** A button that Home had, or has only if more waits. The handlers are there for Homes that were published before. */
export const atOlderHome = (name: keyof typeof ACTIONS, then: "stays" | "close" = "close"): Move => [
  `ACTIONS.${name}`,
  async (s) => {
    await ana(s).openHome();
    forge(ana(s).home()!.content.blocks, ACTIONS.openPlaceForm, { action_id: ACTIONS[name] });
    await ana(s).clickButton(ana(s).home()!, ACTIONS[name]);
    if (then === "close") await ana(s).closeView();
  },
];

export const submit = (name: keyof typeof FORMS, entries: Readonly<Record<string, string>> = {}): Move => [
  `FORMS.${name}`,
  async (s) => {
    const { errors } = await ana(s).submit(entries);
    if (Object.keys(errors).length > 0) throw new Error(JSON.stringify(errors));
  },
];

/** Clicks a button in the latest message or reply that begins with `start`. */
export const inMessage = (name: keyof typeof ACTIONS, start: string, who = ana): Move => [
  `ACTIONS.${name}`,
  async (s) => who(s).clickButton(await findMessage(s, start), ACTIONS[name]),
];

/** Clicks a button in the latest answer that only this person sees and that begins with `start`. */
export const inAnswer = (name: keyof typeof ACTIONS, start: string): Move => [
  `ACTIONS.${name}`,
  async (s) => {
    const answer = ana(s)
      .ephemerals()
      .findLast(({ text }) => text.startsWith(start));
    await ana(s).clickButton({ channel: CHANNEL, ts: answer?.ts ?? "" }, ACTIONS[name]);
  },
];

/** Chooses an option in the menu of the latest message or reply that begins with `start`. */
export const inMenu = (
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

export async function findMessage(s: Stage, start: string): Promise<{ channel: string; ts: string }> {
  const messages = await s.slack.readChannel(CHANNEL);
  const found = messages
    .flatMap((message) => [message, ...message.replies])
    .findLast(({ text }) => text.startsWith(start));
  if (!found) throw new Error(`No message begins with "${start}".`);
  return { channel: CHANNEL, ts: found.ts };
}

export const closeViews: Move[1] = async (s) => {
  while (ana(s).views().length > 0) await ana(s).closeView();
};

/** Adds two posted weeks whose delivery is uncertain. */
export async function addUncertainDeliveries({ app, now }: Stage): Promise<void> {
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
export async function offerToStop(s: Stage): Promise<void> {
  await ana(s).command(CHANNEL, "/bet", "1");
  forge(ana(s).ephemerals().at(-1)?.blocks ?? [], ACTIONS.takeReading, { action_id: ACTIONS.stopBet });
}

/** Shows a bet with a button that confirms its source's number, which messages have only if a source gave one. */
export const offerProposal = async (s: Stage, name: "useProposal" | "useAsFinal"): Promise<void> => {
  await ana(s).command(CHANNEL, "/bet", "1");
  forge(ana(s).ephemerals().at(-1)?.blocks ?? [], ACTIONS.takeReading, { action_id: ACTIONS[name] });
};

/** The same in the list of goals, in place of the button that asks for a value. */
export async function offerProposedValue(s: Stage): Promise<void> {
  forge(ana(s).view().content.blocks, ACTIONS.recordValue, { action_id: ACTIONS.useKeyResultValue });
}

export async function placeAnother(s: Stage): Promise<void> {
  await ana(s).command(CHANNEL, "/bet", "A banner lifts sales from 10 to 20");
  await ana(s).submit({ chosen: "we-chose" });
}

/** Adds six bets that were decided for the team, enough for a nudge. */
export async function addSixHandedDown({ app, now }: Stage): Promise<void> {
  const team = await teamOf(app.store);
  for (const number of [101, 102, 103, 104, 105, 106])
    await addBet(app.store, team, {
      number,
      placedAt: now().subtract({ hours: 1 }),
      mandate: { chosen: "decided-for-us" },
    });
}

/** Carries the open steps over three times, so that Ourcome asks about them, and opens the list of steps. */
export async function carryStepsOver(s: Stage): Promise<void> {
  const { nextSteps } = s.app.store;
  const team = await teamOf(s.app.store);
  const after = Temporal.PlainDate.from("2030-01-01");
  for (let n = 0; n < 3; n += 1) await nextSteps.carry(team.workspace, team.id, after);
  await closeViews(s);
  await ana(s).openHome();
  await ana(s).choose(ana(s).home()!, CHOICES.homeMore, "Next steps");
}

export const before = (first: Move[1], [name, play]: Move): Move => [
  name,
  async (s) => {
    await first(s);
    await play(s);
  },
];

/** Opens the example from the set-up message, and votes on it. */
export const exampleVote = (percent: 10 | 30 | 50 | 70 | 90): Move[] => [
  before(closeViews, inMessage("tryExample", "growth owns its outcomes")),
  inView(`exampleVote${percent}`),
];

export const CARD = "Bet #1";
export const VERDICT = "Bet #1 came in";
export const THEMES = "What had a part";
export const PULSE = "How are we?";
export const DECISION = "Knowing only what we knew then";
