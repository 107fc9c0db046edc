import type { Button, KnownBlock, ModalView } from "@slack/types";
import { awaitsShipping } from "#domain/bets/bet.ts";
import type { Waiting } from "#domain/teams/waiting.ts";
import { button, lineWith, paragraph } from "#slack/kit/blocks.ts";
import { formatDay } from "#slack/kit/dates.ts";
import { modal } from "#slack/kit/form.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import { shippedButton } from "#slack/surfaces/bets/shipping/shipped-message.ts";
import { verdictInShort } from "#slack/surfaces/bets/bet-words.ts";
import { ACTIONS, VIEWS } from "#slack/surfaces/ids.ts";
import type { StepChange } from "#slack/surfaces/next-steps/next-step-list.ts";
import { PULSE_TITLE } from "#slack/surfaces/pulses/pulse-message.ts";
import { settlementId } from "#slack/surfaces/verdicts/settlement-id.ts";
import type { WaitingInTeam } from "#usecases/teams/read-home.ts";

/** In characters, so that a line is read at a glance, on a phone too. */
const MAX_TITLE_LENGTH = 60;
const MAX_NAME_LENGTH = 30;
/** Slack's limit is 100 blocks. */
const MAX_LINES_IN_MODAL = 90;

/** How the lines of a person's teams are rendered. */
export type WaitingOptions = {
  /** Whether lines say which team they are about. Not needed for somebody in one team. */
  readonly named: boolean;
  /** Permalinks of retros, by id. */
  readonly links: ReadonlyMap<string, string>;
};

/** One thing that waits, with its one button. */
export function waitingLine(waiting: WaitingInTeam, { named, links }: WaitingOptions): KnownBlock {
  const { team, today, item } = waiting;
  const name = named ? `${isolateRightToLeft(clip(team.name, MAX_NAME_LENGTH))} · ` : "";
  return lineWith(
    `${name}${waitingWords(item, today)}`,
    waitingButton(item, named ? `, ${team.name}` : "", links),
  );
}

/** "#8 Trial of thirty days: final reading due since Fri 26 Feb" */
function waitingWords(item: Waiting, today: Temporal.PlainDate): string {
  const day = formatDay(item.by, today);
  const isToday = item.by.equals(today);
  const due = isToday ? "due today" : `due since ${day}`;
  const until = isToday ? "until today" : `until ${day}`;
  switch (item.kind) {
    case "reading":
      if (awaitsShipping(item.bet)) return `${betName(item.bet)}: not out yet? Review was planned for ${day}`;
      return `${betName(item.bet)}: final reading ${due}`;
    case "verdict":
      return `${betName(item.bet)}: ${verdictInShort(item.bet.state.outcome.verdict)}; final ${isToday ? "today" : `on ${day}`}`;
    case "retro":
      return `${betName(item.bet)}: retro open ${until}`;
    case "pulse":
      return `${PULSE_TITLE} Four taps, open ${until}`;
    case "step":
      return `${isolateRightToLeft(clip(item.step.text, MAX_TITLE_LENGTH))}: ${due}`;
  }
}

const betName = ({ number, title }: { number: number; title: string }): string =>
  `#${number} ${isolateRightToLeft(clip(title, MAX_TITLE_LENGTH))}`;

function waitingButton(item: Waiting, ofTeam: string, links: WaitingOptions["links"]): Button {
  const label = (words: string) => ({ accessibility_label: `${words}${ofTeam}` });
  switch (item.kind) {
    case "reading": {
      const { id, number } = item.bet;
      if (awaitsShipping(item.bet))
        return {
          ...shippedButton(item.bet, "plain", "It has shipped"),
          ...label(`Bet #${number} has shipped`),
        };
      return button("Settle", ACTIONS.settleBet, id, label(`Settle bet #${number}`));
    }
    case "verdict": {
      const { id, number, state } = item.bet;
      const settlement = settlementId(id, state.round);
      return button(
        "Looks right",
        ACTIONS.looksRight,
        settlement,
        label(`The verdict on bet #${number} looks right`),
      );
    }
    case "retro": {
      const { id } = item.retro;
      const url = links.get(id);
      const more = label(`Open the retro of bet #${item.bet.number}`);
      return { ...button("Open the retro", ACTIONS.openRetro, id, more), ...(url !== undefined && { url }) };
    }
    case "pulse":
      return button("Answer", ACTIONS.openPulse, item.pulse.id, label(`Answer “${PULSE_TITLE}”`));
    case "step":
      return button(
        "Done",
        ACTIONS.stepDone,
        item.step.id,
        label(`Done: ${clip(item.step.text, MAX_TITLE_LENGTH)}`),
      );
  }
}

/** What the last click did, with a button that takes it back. */
export const newsLine = ({ text, undo }: StepChange): KnownBlock =>
  undo
    ? lineWith(
        text,
        button("Undo", ACTIONS.undoStep, undo.id, {
          accessibility_label: `Open again: ${undo.text}`,
        }),
      )
    : paragraph([text]);

/** "3 things need you" */
export const waitingHeading = (count: number): string =>
  count === 1 ? "One thing needs you" : `${count} things need you`;

/** Shown where nothing waits. */
export const NOTHING_WAITS = "Nothing needs you right now.";

/** Everything that waits, for when Home has no room for it. */
export function waitingView(
  waiting: readonly WaitingInTeam[],
  options: WaitingOptions,
  news?: StepChange,
): ModalView {
  const shown = waiting.slice(0, MAX_LINES_IN_MODAL);
  const more = waiting.length - shown.length;
  return modal({
    callbackId: VIEWS.waiting,
    title: "What needs you",
    close: "Close",
    blocks: [
      ...(news ? [newsLine(news)] : []),
      ...(shown.length === 0
        ? [paragraph([NOTHING_WAITS])]
        : shown.map((item) => waitingLine(item, options))),
      ...(more > 0 ? [paragraph([`and ${more} more, which move up as these are done.`])] : []),
    ],
  });
}
