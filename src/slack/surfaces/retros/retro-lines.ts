import type { ActionsBlock } from "@slack/types";
import { byVotes } from "#domain/retros/tally.ts";
import {
  actions,
  bold,
  bullets,
  button,
  dateSpan,
  type MessageBlock,
  paragraph,
  type Span,
} from "#slack/kit/blocks.ts";
import { formatInstant } from "#slack/kit/dates.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import type { RetroFacts } from "#usecases/retros/find-retro.ts";
import { withVotes } from "./retro-words.ts";

/** Learnings in the channel: the rest is one tap away. */
const MAX_LEARNINGS = 2;
const MAX_LEARNING_LENGTH = 300;

/** What the line on a verdict says of the retro while that is open. */
export function invitation({ retro, team, participants }: RetroFacts): Span[] {
  if (retro.state.kind === "closed") return [];
  const { closesAt } = retro.state;
  return [
    "The retro is open until ",
    dateSpan(closesAt, formatInstant(closesAt, team.timeZone)),
    ": its questions are in the thread.",
    ...(participants > 0
      ? [` ${participants} of us ${participants === 1 ? "has" : "have"} answered or added something.`]
      : []),
  ];
}

/** What the line on a verdict shows of the retro: how to take part, or what was learned. Nothing if nobody joined. */
export function retroBlocks(facts: RetroFacts): MessageBlock[] {
  const { bet, retro, learnings, isEmpty } = facts;
  if (retro.state.kind === "open") return [retroButtons(facts)];
  if (isEmpty) return [];
  const best = byVotes(learnings).slice(0, MAX_LEARNINGS);
  return [
    ...(best.length > 0
      ? [
          paragraph([bold("What we learned")]),
          bullets(
            best.map(({ text, votes }) => [
              withVotes(isolateRightToLeft(clip(text, MAX_LEARNING_LENGTH)), votes),
            ]),
          ),
        ]
      : []),
    actions(
      button("See the whole retro", ACTIONS.showRetro, retro.id, {
        accessibility_label: `See the whole retro, bet #${bet.number}`,
      }),
    ),
  ];
}

/** The buttons of an open retro. */
export function retroButtons({ bet, retro }: RetroFacts): ActionsBlock {
  const label = (words: string) => ({ accessibility_label: `${words}, bet #${bet.number}` });
  return actions(
    button("Add a learning", ACTIONS.addLearning, retro.id, label("Add a learning")),
    button("Add a next step", ACTIONS.addNextStep, retro.id, label("Add a next step")),
    button("Close the retro", ACTIONS.closeRetro, retro.id, {
      ...label("Close the retro"),
      confirm: CLOSE_CONFIRM,
    }),
  );
}

const CLOSE_CONFIRM = {
  title: { type: "plain_text", text: "Close the retro?" },
  text: {
    type: "plain_text",
    text: "The votes are counted, and the channel sees what we learned. You can reopen the retro for a day; answers to the anonymous question are final.",
  },
  confirm: { type: "plain_text", text: "Close it" },
  deny: { type: "plain_text", text: "Not yet" },
} as const;
