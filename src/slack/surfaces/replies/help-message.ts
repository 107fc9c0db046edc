import { bold, bullets, type Message, message, paragraph, type Span } from "#slack/kit/blocks.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";

const MAX_QUOTE_LENGTH = 300;

/** The first thing that people ask about a tool that records their work. */
export const NO_PEOPLE =
  "Ourcome has no people on record: bets, readings, verdicts and learnings belong to the team.";

type Usage = ReadonlyArray<readonly [typed: string, does: string]>;

export const notUnderstood = (typed: string): string =>
  `We did not understand “${isolateRightToLeft(clip(typed, MAX_QUOTE_LENGTH))}”. Nothing was changed.`;

/** What a command does, and what goes without it. */
export type CommandHelp = { readonly command: string; readonly usage: Usage; readonly more: string };

/** The usage of commands. Repeats what was not understood, so that it can be copied and corrected. */
export function helpMessage(commands: readonly CommandHelp[], misunderstood?: string): Message {
  return message(
    misunderstood !== undefined && paragraph([notUnderstood(misunderstood)]),
    ...commands.flatMap(({ command, usage, more }) => [
      paragraph([bold(`What ${command} does`)]),
      bullets(usage.map(([typed, does]): Span[] => [bold(typed), ` ${does}`])),
      paragraph([more]),
    ]),
    paragraph([`${NO_PEOPLE} /outcomes privacy says what is kept, and for how long.`]),
  );
}
