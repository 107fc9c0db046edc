import { type NumberedReason, reasonPages } from "#domain/pre-mortems/pre-mortem.ts";
import { bold, bullets, emoji, type Message, message, paragraph, type Span } from "#slack/kit/blocks.ts";
import type { Rendering } from "#slack/platform/deliveries/rendering.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import { withVotes } from "#slack/surfaces/retros/retro-words.ts";
import type { RetroFacts } from "#usecases/retros/find-retro.ts";

const HEADING = "Before we knew: why it might fail";

/** The message in the retro's thread: the reasons in random order, or why none are shown. */
export function renderPreMortem(facts: RetroFacts, pageNumber: number): Rendering<Message> | undefined {
  const { retro, reasons } = facts;
  const page = reasonPages(reasons)[pageNumber - 1] ?? [];
  const first = pageNumber === 1;
  switch (retro.preMortem) {
    case "shown": {
      const open = retro.state.kind === "open";
      const shown = shownMessage(page, open, first);
      return open ? { message: shown, emojis: page.map((reason) => reason.emoji) } : { message: shown };
    }
    case "pooled":
      return { message: pooledMessage(page, facts, first) };
    case "too-few":
      return { message: withHeading(TOO_FEW) };
    case "unreadable":
      return {
        message: withHeading(
          "What we wrote is lost: the server's secret was changed while it was sealed, so it could not be read, and is destroyed.",
        ),
      };
    case "unread":
      return {
        message: withHeading(
          "Slack did not say for a week who is in this channel, so what we wrote is destroyed, unread.",
        ),
      };
    case "sealed":
    case undefined:
  }
  return undefined;
}

const withHeading = (words: string): Message => message(paragraph([bold(HEADING)], [words]));

const shownMessage = (page: readonly NumberedReason[], open: boolean, first: boolean): Message =>
  message(
    paragraph(
      [bold(first ? HEADING : `${HEADING} (continued)`)],
      first && ["We wrote this while the bet was open. It was sealed until now, and is mixed."],
      open && [
        "Which of it came true? React with the number. Reactions are open: everybody in the channel sees them.",
      ],
    ),
    bullets(
      page.map((reason): Span[] => [
        emoji(reason.emoji),
        ` ${withVotes(isolateRightToLeft(reason.text), open ? 0 : reason.votes)}`,
      ]),
    ),
  );

const pooledMessage = (page: readonly NumberedReason[], { bet }: RetroFacts, first: boolean): Message =>
  message(
    paragraph(
      [bold(first ? "Before we knew: why our bets might fail" : "Why our bets might fail (continued)")],
      first && [
        `Too few of us wrote a pre-mortem on bet #${bet.number} to show it by itself. This is what we wrote on bets of this quarter, mixed. It is not voted on.`,
      ],
    ),
    bullets(page.map((reason): Span[] => [isolateRightToLeft(reason.text)])),
  );

const TOO_FEW =
  "Too few of us wrote a pre-mortem to show it by itself. What was written stays sealed, mixed with that on other bets of this quarter. It shows in a retro once enough of us have written something; at the quarter's end it is destroyed.";
