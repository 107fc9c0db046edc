import { reopenableUntil } from "#domain/retros/retro.ts";
import { verdictLine } from "#slack/surfaces/verdicts/verdict-message.ts";
import { actions, bold, button, type Message, message, dateSpan, paragraph } from "#slack/kit/blocks.ts";
import { formatInstant } from "#slack/kit/dates.ts";
import { retroButtons } from "./retro-lines.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import type { RetroFacts } from "#usecases/retros/find-retro.ts";

/** The message of a retro in a thread of its own, as earlier versions opened them. It is the same for every verdict. */
export function retroMessage(facts: RetroFacts): Message {
  const { bet, team, retro } = facts;
  const heading = [
    [bold(`Retro for bet #${bet.number} · ${isolateRightToLeft(bet.title)}`)],
    bet.state.kind === "final" && verdictLine(bet, bet.state.outcome),
  ];
  const label = (words: string) => ({ accessibility_label: `${words}, bet #${bet.number}` });
  if (retro.state.kind === "closed") {
    const until = reopenableUntil(retro.state.closedAt);
    return message(
      paragraph(...heading, [
        "The retro is closed, and its summary is in the thread and in the channel. It can be reopened until ",
        dateSpan(until, formatInstant(until, team.timeZone)),
        ".",
      ]),
      actions(button("Reopen", ACTIONS.reopenRetro, retro.id, label("Reopen the retro"))),
    );
  }
  const { closesAt } = retro.state;
  return message(
    paragraph(
      ...heading,
      [
        "What had a part in how it came out, and what is worth knowing next time? The questions are in the thread. What we write here is the team's, and carries no name.",
      ],
      [
        facts.decision ? "Reopened. It closes again " : "It closes ",
        dateSpan(closesAt, formatInstant(closesAt, team.timeZone)),
        ", or when one of us closes it.",
      ],
    ),
    retroButtons(facts),
  );
}
