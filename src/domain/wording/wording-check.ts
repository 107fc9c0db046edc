import { fold, isCapitalised, type Token, tokensOf } from "#domain/text/case-folding.ts";
import { type MemberName, type NamePattern, namePatterns, namesWithin } from "./member-names.ts";
import { TITLES } from "./name-words.ts";
import { type SentenceKind, sentenceKind } from "./sentence-kind.ts";
import { refersToPerson } from "./ambiguous-names.ts";

/** A word in a text that reads like a person's name. */
export type PersonWord = {
  /** As typed, and its position. */
  readonly word: string;
  readonly at: number;
  readonly kind: "mention" | "name";
  /** Whether it could be something other than a person; Slack's own mentions could not. */
  readonly keepable: boolean;
  readonly sentence: SentenceKind;
};

type Match = Omit<PersonWord, "sentence">;

/** The key of a word that somebody says is not a person: the same in any case and spelling. */
export const wordKey = (word: string): string => fold(word);

/** The words in a text that read like a person's name, in order, each once. */
export function findPersonWords(text: string, members: readonly MemberName[]): readonly PersonWord[] {
  const mentions = mentionsIn(text);
  const withoutMentions = mentions.reduce(
    (rest, { word, at }) => rest.slice(0, at) + " ".repeat(word.length) + rest.slice(at + word.length),
    text,
  );
  const found = [...mentions, ...namesIn(withoutMentions, members)].toSorted((a, b) => a.at - b.at);
  const firstByKey = new Map(found.toReversed().map((match) => [wordKey(match.word), match]));
  return found
    .filter((match) => firstByKey.get(wordKey(match.word)) === match)
    .map((match) => ({ ...match, sentence: sentenceKind(text, match.at, match.word.length) }));
}

const BY_ID = /<@[UW][A-Z0-9]+(?:\|[^<>]*)?>|https?:\/\/[\w.-]*slack\.com\/team\/[UW][A-Z0-9]+/gu;
const BY_NAME = /(?<![\p{L}\p{M}\p{N}._%+\-<^|])[@＠](?<name>\p{L}[\p{L}\p{M}\p{N}._-]*)/gu;

/** These stand for the whole channel, or for the app. */
const NOBODY = new Set(["here", "channel", "everyone", "ourcome"]);

function mentionsIn(text: string): Match[] {
  const byId = [...text.matchAll(BY_ID)].map((match) => mention(match, false));
  const byName = [...text.matchAll(BY_NAME)]
    .filter(({ 0: matched, index }) => text[index + matched.length] !== "/")
    .filter(({ groups }) => !NOBODY.has(trimPunctuation(groups?.["name"] ?? "").toLowerCase()))
    .map((match) => mention(match, true));
  return [...byId, ...byName];
}

const mention = ({ 0: matched, index }: RegExpExecArray, keepable: boolean): Match => ({
  word: trimPunctuation(matched),
  at: index,
  kind: "mention",
  keepable,
});

const trimPunctuation = (word: string): string => word.replace(/[._-]+$/u, "");

function namesIn(text: string, members: readonly MemberName[]): Match[] {
  const patterns = namePatterns(members);
  const tokens = tokensOf(text);
  const found: Match[] = [];
  let next = 0;
  while (next < tokens.length) {
    const length = nameAt(text, tokens, next, patterns);
    const [first, last] = [tokens[next], tokens[next + length - 1]];
    if (first && last && length > 0) found.push(name(text.slice(first.at, last.end), first.at));
    next += Math.max(1, length);
  }
  const unspacedNames = [...namesWithin(members)].toSorted((a, b) => b.length - a.length);
  for (const unspaced of unspacedNames) {
    const at = text.indexOf(unspaced);
    if (at >= 0 && !found.some(({ word }) => word.includes(unspaced))) found.push(name(unspaced, at));
  }
  return found;
}

const name = (word: string, at: number): Match => ({ word, at, kind: "name", keepable: true });

/** How many words from here form a member's name, the longest that fits; 0 if none does. */
function nameAt(
  text: string,
  tokens: readonly Token[],
  index: number,
  patterns: ReadonlyMap<string, readonly NamePattern[]>,
): number {
  const token = tokens[index];
  if (!token) return 0;
  const candidates = keysOf(token.folded)
    .flatMap((key) => patterns.get(key) ?? [])
    .toSorted((a, b) => b.words.length - a.words.length);
  const isName = (folded: string) => patterns.get(folded)?.some(({ needsTitle }) => !needsTitle) ?? false;
  return (
    candidates.find((pattern) => {
      const sequence = tokens.slice(index, index + pattern.words.length);
      if (!isSequence(text, sequence, pattern.words)) return false;
      if (pattern.needsCapital && !sequence.every(({ raw }) => isCapitalised(raw))) return false;
      if (pattern.needsTitle) return isCapitalised(token.raw) && TITLES.has(tokens[index - 1]?.folded ?? "");
      return !pattern.isWord || refersToPerson(text, token, isName);
    })?.words.length ?? 0
  );
}

/** Whether the words follow one another, with no more between them than names have. */
const isSequence = (text: string, sequence: readonly Token[], words: readonly string[]): boolean =>
  sequence.length === words.length &&
  sequence.every(({ folded, at }, index) => {
    const previous = sequence[index - 1];
    if (!previous) return true;
    return folded === words[index] && /^[\s.'’_\-‐‑]{1,2}$/u.test(text.slice(previous.end, at));
  });

/** Hebrew and Arabic attach small words to the name: "to Dana" is לדנה. */
function keysOf(folded: string): readonly string[] {
  const prefixPattern = /^(?:[והכלבמש]{1,2}(?=\p{Script=Hebrew}{3})|[وفبلك]{1,2}(?=\p{Script=Arabic}{3}))/u;
  const [prefix = ""] = prefixPattern.exec(folded) ?? [];
  return [folded, ...Array.from(prefix, (_, index) => folded.slice(index + 1))];
}
