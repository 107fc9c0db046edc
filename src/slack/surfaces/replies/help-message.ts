import { bold, bullets, type Message, message, paragraph, type Span } from "#slack/kit/blocks.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";

const LONGEST_QUOTE = 300;

/** What people ask first of a tool that keeps records of their work. */
export const NO_PEOPLE =
  "Ourcome has no people on record: bets, readings, verdicts and learnings belong to the team.";

export type Usage = ReadonlyArray<readonly [typed: string, does: string]>;

/** Usage of a command; what was not understood stands first, so that it can be copied and mended. */
export function helpMessage(command: string, usage: Usage, more: string, misunderstood?: string): Message {
  return message(
    paragraph(
      misunderstood !== undefined && [
        `We did not understand “${isolateRightToLeft(clip(misunderstood, LONGEST_QUOTE))}”. Nothing was changed.`,
      ],
      [bold(`What ${command} does`)],
    ),
    bullets(usage.map(([typed, does]): Span[] => [bold(typed), ` ${does}`])),
    paragraph([more], [`${NO_PEOPLE} /outcomes privacy says what is kept, and for how long.`]),
  );
}
