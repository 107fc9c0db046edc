import { bold, bullets, type Message, message, paragraph } from "#slack/kit/blocks.ts";

/** What is stored, who could read it and until when, and when it is deleted. Keep it in line with docs/privacy.md. */
export const privacyMessage = (): Message =>
  message(
    paragraph([bold("What Ourcome knows")]),
    bullets([
      [
        bold("Of the team: "),
        "bets, readings, verdicts and their reasons, retros, learnings, next steps, goals and settings, until the team erases them.",
      ],
      [
        bold("Of people: "),
        "nothing. No table has a place for a person, so nobody can look up who placed, measured, settled, said or voted.",
      ],
      [
        bold("While a question is open: "),
        "each answer, under a code in place of a name. Until it closes, whoever runs the server could work out whose answer it is. A pre-mortem is open until its retro; what too few wrote waits, sealed, until enough of us did or the quarter ends.",
      ],
      [
        bold("Until the quarter ends: "),
        "under such a code too, how many entries each of us made, and that we voted at all; not on what, when or how often. It shows as “7 of 9 took part”, from enough of us on.",
      ],
      [
        bold("Once it is over: "),
        "what the answers came to; it shows only if enough of us answered. Answers, codes and their key are destroyed, and nobody can tell any more who said what. A backup that was made meanwhile keeps what was open then.",
      ],
      [
        bold("Of programs: "),
        "what each token or calendar is for, what it may do, and the days it was made and last used; not who made it. The token itself is kept as a hash, which opens nothing.",
      ],
      [
        bold("For nine days: "),
        "that a request of Slack's came, as a code of its own, so that none counts twice; not whose it was or what it said.",
      ],
    ]),
    paragraph(
      [
        "Slack knows more than Ourcome does: who typed and clicked, and for how long that is kept, is up to Slack. Reactions are open: everybody in the channel sees them. Messages stay in the channel.",
      ],
      [
        "/outcomes settings has a button that erases the team's record; where Ourcome is not in the channel any more, it stands on Home. Ourcome's docs/privacy.md says all of it.",
      ],
    ),
  );
