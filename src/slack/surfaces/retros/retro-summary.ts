import type { ModalView } from "@slack/types";
import { isOnTop, type Learning } from "#domain/learnings/learning.ts";
import type { Reason } from "#domain/pre-mortems/pre-mortem.ts";
import { reopenableUntil, type RetroTally } from "#domain/retros/retro.ts";
import { byVotes } from "#domain/retros/tally.ts";
import { verdictLine } from "#slack/surfaces/verdicts/verdict-message.ts";
import {
  actions,
  bold,
  bullets,
  button,
  dateSpan,
  type Message,
  message,
  type MessageBlock,
  paragraph,
  type Span,
} from "#slack/kit/blocks.ts";
import { formatInstant } from "#slack/kit/dates.ts";
import { firstLines } from "#slack/kit/first-lines.ts";
import { messageModal } from "#slack/kit/message-modal.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { keepButton, ON_TOP } from "#slack/surfaces/learnings/keep-button.ts";
import type { RetroFacts } from "#usecases/retros/find-retro.ts";
import { decisionResultWords, themeLines } from "./retro-prompts.ts";
import { DECISION_QUESTION, stepStateWords, withVotes } from "./retro-words.ts";

/** Limits per section, in lines and characters: short enough to read, and all sections fit in one message. */
const MAX_LINES = 10;
const MAX_LINES_LENGTH = 1_100;

/** The summary has only the reasons with the most votes; the thread has all of them. */
const MAX_REASONS = 3;
const MAX_REASONS_LENGTH = 600;

const LEARNED = "What we learned";

/** What a retro brought, with the same layout for every verdict. Parts without anything in them are left out. */
export function retroSummary(facts: RetroFacts, learningParts = learningBullets): Message {
  const { bet, retro } = facts;
  const heading = bold(`What we take from bet #${bet.number} · ${isolateRightToLeft(bet.title)}`);
  if (retro.state.kind === "open" || bet.state.kind !== "final")
    return message(
      paragraph([heading], ["The retro was reopened. The summary stands here again when it closes."]),
    );
  return message(
    paragraph([heading], verdictLine(bet, bet.state.outcome)),
    ...retroParts(facts, retro.state.tally, learningParts(facts)),
  );
}

function retroParts(
  { bet, retro, reasons, nextSteps }: RetroFacts,
  { themes, decision }: RetroTally,
  learnings: readonly MessageBlock[],
): MessageBlock[] {
  return [
    ...section("What had a part in it", themeLines(themes)),
    ...(retro.preMortem === "shown" ? cameTrue(reasons) : []),
    ...(decision.kind === "none"
      ? []
      : [paragraph([bold(DECISION_QUESTION)], [decisionResultWords(bet, decision)])]),
    ...learnings,
    ...section(
      "Next steps",
      nextSteps.map((step) => [`${isolateRightToLeft(step.text)} (${stepStateWords(step)})`]),
    ),
  ];
}

const learningLine = ({ text, votes }: Learning): Span[] => [withVotes(isolateRightToLeft(text), votes)];

const learningBullets = ({ learnings }: RetroFacts): MessageBlock[] =>
  section(LEARNED, byVotes(learnings).map(learningLine));

/** In the modal, which one person opened: each with its button. */
function learningsWithButtons({ learnings, retro }: RetroFacts): MessageBlock[] {
  if (learnings.length === 0) return [];
  const { shown, more } = firstLines(
    byVotes(learnings),
    (learning) => [...learningLine(learning), ...(isOnTop(learning) ? [` · ${ON_TOP}`] : [])],
    { most: MAX_LINES, space: MAX_LINES_LENGTH },
  );
  return [
    paragraph([bold(LEARNED)]),
    ...shown.flatMap(({ item, line }) => [
      bullets([line]),
      actions(keepButton(item, { kind: "retro", retro: retro.id })),
    ]),
    ...andMore(more),
  ];
}

/** The last reply of a retro in the bet's thread: nobody joined it, and the team is asked once whether to try again. */
export function retroClosing(facts: RetroFacts): Message {
  const { retro, team, isEmpty } = facts;
  if (retro.state.kind === "open") {
    const { closesAt } = retro.state;
    return message(
      paragraph([
        bold("The retro is open for another day."),
        " It closes ",
        dateSpan(closesAt, formatInstant(closesAt, team.timeZone)),
        ".",
      ]),
    );
  }
  if (!isEmpty) return message(paragraph([bold("The retro is closed.")]));
  if (retro.reopened) return message(paragraph([bold("The retro is closed."), " Nobody joined it."]));
  return message(
    paragraph([bold("The retro is closed; nobody joined it."), " Is it worth another day?"]),
    actions(reopenButton(facts)),
  );
}

const reopenButton = ({ bet, retro }: RetroFacts) =>
  button("Reopen for a day", ACTIONS.reopenRetro, retro.id, {
    accessibility_label: `Reopen the retro for a day, bet #${bet.number}`,
  });

/** The whole retro, opened from the line on the verdict; it can be reopened from here. `news` says what a tap did. */
export function retroView(facts: RetroFacts, now: Temporal.Instant, news?: string): ModalView {
  const { bet, retro, team } = facts;
  const { state } = retro;
  const summary = retroSummary(facts, learningsWithButtons);
  const until = state.kind === "closed" ? reopenableUntil(state.closedAt) : undefined;
  const canReopen = until !== undefined && Temporal.Instant.compare(now, until) <= 0;
  return messageModal(`Retro of bet #${bet.number}`, {
    ...summary,
    blocks: [
      ...(news === undefined ? [] : [paragraph([news])]),
      ...summary.blocks,
      ...(canReopen
        ? [
            paragraph([
              "You can reopen it until ",
              dateSpan(until, formatInstant(until, team.timeZone)),
              ".",
            ]),
            actions(reopenButton(facts)),
          ]
        : []),
    ],
  });
}

/** The reasons from the pre-mortem that got votes, most first. */
function cameTrue(reasons: readonly Reason[]): MessageBlock[] {
  const voted = byVotes(reasons.filter(({ votes }) => votes > 0));
  const lines = voted.map(({ text, votes }): Span[] => [withVotes(isolateRightToLeft(text), votes)]);
  return section("What we saw coming", lines, MAX_REASONS, MAX_REASONS_LENGTH);
}

function section(
  title: string,
  lines: readonly Span[][],
  maxLines = MAX_LINES,
  maxLength = MAX_LINES_LENGTH,
): MessageBlock[] {
  if (lines.length === 0) return [];
  const { shown, more } = firstLines(lines, (line) => line, { most: maxLines, space: maxLength });
  return [paragraph([bold(title)]), bullets(shown.map(({ line }) => line)), ...andMore(more)];
}

const andMore = (more: number): MessageBlock[] =>
  more > 0 ? [paragraph([`and ${more} more, in the thread.`])] : [];
