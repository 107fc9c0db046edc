import { findPersonWords } from "#domain/wording/wording-check.ts";

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const SLACK_USER_ID = /(?<![\p{L}\p{N}_-])[UW]0?[A-Z0-9]{8,11}(?![\p{L}\p{N}_-])/gu;

/** Words in a foreign text that can only mean a person: e-mail addresses, mentions and Slack's user ids. */
export const personTraces = (text: string): readonly string[] => [
  ...new Set([
    ...(text.match(EMAIL) ?? []),
    ...findPersonWords(text.replace(EMAIL, ""), []).map(({ word }) => word),
    // An id has a digit; a word in capitals need not.
    ...(text.match(SLACK_USER_ID) ?? []).filter((id) => /\d/.test(id)),
  ]),
];

const REMOVED = "(name removed)";

/** The text without these words. */
export const withoutTraces = (text: string, traces: readonly string[]): string =>
  traces.reduce((rest, trace) => rest.replaceAll(trace, REMOVED), text);
