import type { ModalView } from "@slack/types";
import type { Contribution } from "#domain/goals/contribution.ts";
import type { Goal, KeyResult, Objective } from "#domain/goals/goal.ts";
import type { Team } from "#domain/teams/team.ts";
import { actions, bold, button, paragraph, type Span } from "#slack/kit/blocks.ts";
import { modal } from "#slack/kit/form.ts";
import { ACTIONS, VIEWS } from "#slack/surfaces/ids.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import { behindWords, explainedWords } from "./contribution-words.ts";
import { keyResultWords, periodWords } from "./goal-words.ts";

type Blocks = ModalView["blocks"];

/** Slack takes a hundred blocks a view. */
const MOST_BLOCKS = 100;
/** A note, the button to add, the words about what is left out. */
const OTHER_BLOCKS = 3;
/** The latest closed objectives, to be reopened when one was closed by mistake. */
const CLOSED_SHOWN = 5;

/** The team's objectives and key results, with a button for everything that can be done to them. */
export function goalsView(
  team: Team,
  { goals, behind }: { goals: readonly Goal[]; behind: ReadonlyMap<string, Contribution> },
  today: Temporal.PlainDate,
  note?: string,
): ModalView {
  const open = goals.filter(({ objective }) => objective.state === "open");
  const closed = goals.filter(({ objective }) => objective.state === "closed");
  const closedBlocks = closedSection(closed.map(({ objective }) => objective));
  const parts = open.flatMap((goal) => [
    objectiveBlocks(goal, today),
    ...goal.keyResults.map((keyResult) => keyResultBlocks(keyResult, behind.get(keyResult.id))),
  ]);
  const room = Math.floor((MOST_BLOCKS - OTHER_BLOCKS - closedBlocks.length) / 2);
  const hidden = parts.length - room;
  return modal({
    callbackId: VIEWS.goals,
    metadata: { team: team.id },
    title: "Goals",
    close: "Done",
    blocks: [
      ...(note === undefined ? [] : [paragraph([note])]),
      ...(open.length === 0 ? [emptyWords] : []),
      actions(button("Add an objective", ACTIONS.addObjective, team.id, { style: "primary" })),
      ...parts.slice(0, room).flat(),
      ...(hidden > 0 ? [hiddenWords(hidden)] : []),
      ...closedBlocks,
    ],
  });
}

const emptyWords = paragraph(
  [bold("We have no open objective.")],
  [
    "An objective says what we want to be true at the end of a period, such as “New teams find their way alone”. Its key results say how we see that: a metric, from a baseline to a target.",
  ],
  ["Bets can serve a key result, and our digest shows how far each one has come."],
);

function objectiveBlocks({ objective, keyResults }: Goal, today: Temporal.PlainDate): Blocks {
  const { id, title, until } = objective;
  const over = Temporal.PlainDate.compare(until, today) < 0;
  const period: Span = ` · ${periodWords(objective)}${over ? ", which is over" : ""}`;
  return [
    paragraph(
      [bold(isolateRightToLeft(title)), period],
      keyResults.length === 0 && ["No key result yet. How would we see that it comes true?"],
    ),
    actions(
      named("Add a key result", ACTIONS.addKeyResult, id, title),
      named("Edit", ACTIONS.editObjective, id, title),
      named("Close", ACTIONS.closeObjective, id, title),
    ),
  ];
}

function keyResultBlocks(keyResult: KeyResult, behind: Contribution | undefined): Blocks {
  const bets = behind && behindWords(behind);
  const explained = behind?.explained && explainedWords(behind.explained, keyResult.unit);
  return [
    paragraph(
      [isolateRightToLeft(keyResultWords(keyResult))],
      bets !== undefined && [bets],
      explained !== undefined && [isolateRightToLeft(explained)],
    ),
    actions(
      named("Record a value", ACTIONS.recordValue, keyResult.id, keyResult.metric),
      named("Edit", ACTIONS.editKeyResult, keyResult.id, keyResult.metric),
      ...(bets === undefined
        ? []
        : [named("Bets behind it", ACTIONS.showKeyResult, keyResult.id, keyResult.metric)]),
    ),
  ];
}

function closedSection(closed: readonly Objective[]): Blocks {
  if (closed.length === 0) return [];
  const latest = closed.slice(-CLOSED_SHOWN).toReversed();
  return [
    paragraph([bold(closed.length > latest.length ? "Closed, the latest" : "Closed")]),
    ...latest.flatMap((objective) => [
      paragraph([`${isolateRightToLeft(objective.title)} · ${periodWords(objective)}`]),
      actions(named("Reopen", ACTIONS.reopenObjective, objective.id, objective.title)),
    ]),
  ];
}

const hiddenWords = (hidden: number) =>
  paragraph([
    `There is no room here for ${hidden} more ${hidden === 1 ? "line" : "lines"} of objectives and key results. They are kept: close what is over, and they move up.`,
  ]);

/** Many buttons read the same; whose each is, is read out. */
const named = (words: string, action: string, id: string, of: string) =>
  button(words, action, id, { accessibility_label: clip(`${words}: ${of}`, 75) });
