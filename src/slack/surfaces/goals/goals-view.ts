import type { ModalView } from "@slack/types";
import type { Contribution } from "#domain/goals/contribution.ts";
import type { Goal, KeyResult, Objective } from "#domain/goals/goal.ts";
import type { Team } from "#domain/teams/team.ts";
import { actions, bold, button, paragraph, type Span } from "#slack/kit/blocks.ts";
import { modal } from "#slack/kit/form.ts";
import { ACTIONS, VIEWS } from "#slack/surfaces/ids.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import { isFailing, type SourceUse } from "#domain/sources/source-use.ts";
import { useValueButton } from "#slack/surfaces/sources/proposal-buttons.ts";
import {
  failureWords,
  isProposed,
  proposalWords,
  remedyWords,
  sourceName,
} from "#slack/surfaces/sources/source-words.ts";
import { betsBehindWords, explainedWords } from "./contribution-words.ts";
import { keyResultWords, periodWords } from "./goal-words.ts";
import { counted } from "#slack/kit/numbers.ts";

type Blocks = ModalView["blocks"];

/** Slack's limit for a view. */
const MAX_BLOCKS = 100;
/** The note, the button to add an objective, and the line about what is left out. */
const OTHER_BLOCKS = 3;
/** How many closed objectives to list, so that one closed by mistake can be reopened. */
const CLOSED_SHOWN = 5;

/** The team's objectives and key results, with their buttons. */
export function goalsView(
  team: Team,
  facts: {
    readonly goals: readonly Goal[];
    readonly contributions: ReadonlyMap<string, Contribution>;
    /** What came of the sources of key results, by key result. */
    readonly uses: ReadonlyMap<string, SourceUse>;
  },
  today: Temporal.PlainDate,
  note?: string,
): ModalView {
  const { goals, contributions, uses } = facts;
  const open = goals.filter(({ objective }) => objective.state === "open");
  const closed = goals.filter(({ objective }) => objective.state === "closed");
  const closedBlocks = closedSection(closed.map(({ objective }) => objective));
  const parts = open.flatMap((goal) => [
    objectiveBlocks(goal, today),
    ...goal.keyResults.map((keyResult) =>
      keyResultBlocks(keyResult, contributions.get(keyResult.id), uses.get(keyResult.id), today),
    ),
  ]);
  const maxParts = Math.floor((MAX_BLOCKS - OTHER_BLOCKS - closedBlocks.length) / 2);
  const hidden = parts.length - maxParts;
  return modal({
    callbackId: VIEWS.goals,
    metadata: { team: team.id },
    title: "Goals",
    close: "Done",
    blocks: [
      ...(note === undefined ? [] : [paragraph([note])]),
      ...(open.length === 0 ? [emptyNote] : []),
      actions(button("Add an objective", ACTIONS.addObjective, team.id, { style: "primary" })),
      ...parts.slice(0, maxParts).flat(),
      ...(hidden > 0 ? [hiddenNote(hidden)] : []),
      ...closedBlocks,
    ],
  });
}

const emptyNote = paragraph(
  [bold("We have no open objective.")],
  [
    "An objective says what we want to be true at the end of a period, such as “New teams find their way alone”. Its key results say how we see that: a metric, from a baseline to a target.",
  ],
  ["Bets can serve a key result, and our digest shows how far each one has come."],
);

function objectiveBlocks({ objective, keyResults }: Goal, today: Temporal.PlainDate): Blocks {
  const { id, title, until } = objective;
  const isOver = Temporal.PlainDate.compare(until, today) < 0;
  const period: Span = ` · ${periodWords(objective)}${isOver ? ", which is over" : ""}`;
  return [
    paragraph(
      [bold(isolateRightToLeft(title)), period],
      keyResults.length === 0 && ["No key result yet. How would we see that it comes true?"],
    ),
    actions(
      namedButton("Add a key result", ACTIONS.addKeyResult, id, title),
      namedButton("Edit", ACTIONS.editObjective, id, title),
      namedButton("Close", ACTIONS.closeObjective, id, title),
    ),
  ];
}

function keyResultBlocks(
  keyResult: KeyResult,
  contribution: Contribution | undefined,
  use: SourceUse | undefined,
  today: Temporal.PlainDate,
): Blocks {
  const isNews = isProposed(use) && use.proposal.value !== keyResult.current;
  const bets = contribution && betsBehindWords(contribution);
  const explained = contribution?.explained && explainedWords(contribution.explained, keyResult.unit);
  return [
    paragraph(
      [isolateRightToLeft(keyResultWords(keyResult))],
      bets !== undefined && [bets],
      explained !== undefined && [isolateRightToLeft(explained)],
      isNews && [proposalWords(use, keyResult.unit, today)],
      use &&
        isFailing(use) && [
          `${sourceName(use)} gives no number: ${failureWords(use.failure)}. ${remedyWords(use.failure, "Edit")}`,
        ],
    ),
    actions(
      ...(isNews ? [useValueButton(use, keyResult)] : []),
      namedButton("Record a value", ACTIONS.recordValue, keyResult.id, keyResult.metric),
      namedButton("Edit", ACTIONS.editKeyResult, keyResult.id, keyResult.metric),
      ...(bets === undefined
        ? []
        : [namedButton("Bets behind it", ACTIONS.showKeyResult, keyResult.id, keyResult.metric)]),
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
      actions(namedButton("Reopen", ACTIONS.reopenObjective, objective.id, objective.title)),
    ]),
  ];
}

const hiddenNote = (hidden: number) =>
  paragraph([
    `There is no room here for ${counted(hidden, "more line")} of objectives and key results. They are kept: close what is over, and they move up.`,
  ]);

/** Many buttons have the same text, so a screen reader also reads what they belong to. */
const namedButton = (words: string, action: string, id: string, owner: string) =>
  button(words, action, id, { accessibility_label: `${words}: ${owner}` });
