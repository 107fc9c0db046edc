import type { ModalView } from "@slack/types";
import { pace } from "#domain/goals/pace.ts";
import { bold, bullets, message, type MessageBlock, paragraph, type Span } from "#slack/kit/blocks.ts";
import { messageModal } from "#slack/kit/message-modal.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import type { KeyResultPage } from "#usecases/goals/find-contribution.ts";
import {
  explainedWords,
  measuredLine,
  expectedWords,
  openBetLine,
  unmeasuredLine,
} from "./contribution-words.ts";
import { keyResultWords, periodWords, paceWords } from "./goal-words.ts";

/** Lines in a section. Earlier bets are left out. */
const MAX_LINES = 30;

/** A key result and the bets behind it: what moved it, how much they explain, and what is still to come. */
export function keyResultPage({ objective, keyResult, contribution, today }: KeyResultPage): ModalView {
  const { measured, unmeasured, unsettled, explained } = contribution;
  const notes = [
    ...(explained ? [explainedWords(explained, keyResult.unit)] : []),
    ...expectedWords(contribution, keyResult),
  ];
  const hasNoBets = measured.length + unmeasured.length + unsettled.length === 0;
  const page = message(
    paragraph(
      [bold(isolateRightToLeft(objective.title)), ` · ${periodWords(objective)}`],
      [
        `${isolateRightToLeft(keyResultWords(keyResult))}, ${paceWords(pace(keyResult, objective, today), keyResult.unit)}`,
      ],
    ),
    hasNoBets && paragraph(["No bet serves it yet. The form of a bet asks which key result it is for."]),
    ...part("What moved it", measured.map(measuredLine)),
    ...part("Settled without a reading", unmeasured.map(unmeasuredLine)),
    ...part(
      "Still to come",
      unsettled.map((bet) => openBetLine(bet, today)),
    ),
    notes.length > 0 && paragraph(...notes.map((words): Span[] => [isolateRightToLeft(words)])),
  );
  return messageModal("Key result", page);
}

function part(title: string, lines: readonly Span[][]): MessageBlock[] {
  if (lines.length === 0) return [];
  const more = lines.length - MAX_LINES;
  return [
    paragraph([bold(title)]),
    bullets(more > 0 ? [[`${more} earlier ones`], ...lines.slice(-MAX_LINES)] : lines),
  ];
}
