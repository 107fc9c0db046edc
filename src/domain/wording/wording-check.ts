import { fold, isCapitalised, type Token, tokensOf } from "#domain/text/case-folding.ts";
import { type MemberName, type NamePattern, namePatterns, namesWithin } from "./member-names.ts";
import { TITLES } from "./name-words.ts";
import { type SentenceKind, sentenceKind } from "./sentence-kind.ts";
import { refersToPerson } from "./ambiguous-names.ts";

/** A word of a text that reads like a person. */
export type PersonWord = {
  /** As it was typed, and where. */
  readonly word: string;
  readonly at: number;
  readonly kind: "mention" | "name";
  /** Whether it can be something else than a person; Slack's own mention cannot. */
  readonly keepable: boolean;
  readonly sentence: SentenceKind;
};

type Found = Omit<PersonWord, "sentence">;

/** Words that somebody says are no person: the same word in any case and spelling. */
export const wordKey = (word: string): string => fold(word);

/** The words of a text that read like a person, in order, each once. */
export function findPersonWords(text: string, members: readonly MemberName[]): readonly PersonWord[] {
  const mentions = mentionsIn(text);
  const bare = mentions.reduce(
    (rest, { word, at }) => rest.slice(0, at) + " ".repeat(word.length) + rest.slice(at + word.length),
    text,
  );
  const found = [...mentions, ...namesIn(bare, members)].toSorted((one, other) => one.at - other.at);
  const first = new Map(found.toReversed().map((one) => [wordKey(one.word), one]));
  return found
    .filter((one) => first.get(wordKey(one.word)) === one)
    .map((one) => ({ ...one, sentence: sentenceKind(text, one.at, one.word.length) }));
}

const BY_ID = /<@[UW][A-Z0-9]+(?:\|[^<>]*)?>|https?:\/\/[\w.-]*slack\.com\/team\/[UW][A-Z0-9]+/gu;
const BY_NAME = /(?<![\p{L}\p{M}\p{N}._%+\-<^|])[@＠](?<name>\p{L}[\p{L}\p{M}\p{N}._-]*)/gu;

/** They stand for all of us, or for the app. */
const NOBODY = new Set(["here", "channel", "everyone", "ourcome"]);

function mentionsIn(text: string): Found[] {
  const byId = [...text.matchAll(BY_ID)].map((match) => mention(match, false));
  const byName = [...text.matchAll(BY_NAME)]
    .filter(({ 0: whole, index }) => text[index + whole.length] !== "/")
    .filter(({ groups }) => !NOBODY.has(withoutStop(groups?.["name"] ?? "").toLowerCase()))
    .map((match) => mention(match, true));
  return [...byId, ...byName];
}

const mention = ({ 0: whole, index }: RegExpExecArray, keepable: boolean): Found => ({
  word: withoutStop(whole),
  at: index,
  kind: "mention",
  keepable,
});

const withoutStop = (word: string): string => word.replace(/[._-]+$/u, "");

function namesIn(text: string, members: readonly MemberName[]): Found[] {
  const patterns = namePatterns(members);
  const tokens = tokensOf(text);
  const found: Found[] = [];
  let next = 0;
  while (next < tokens.length) {
    const length = nameAt(text, tokens, next, patterns);
    const [first, last] = [tokens[next], tokens[next + length - 1]];
    if (first && last && length > 0) found.push(name(text.slice(first.at, last.end), first.at));
    next += Math.max(1, length);
  }
  const within = [...namesWithin(members)].toSorted((one, other) => other.length - one.length);
  for (const one of within) {
    const at = text.indexOf(one);
    if (at >= 0 && !found.some(({ word }) => word.includes(one))) found.push(name(one, at));
  }
  return found;
}

const name = (word: string, at: number): Found => ({ word, at, kind: "name", keepable: true });

/** How many words from here are somebody's name; none is 0. The longest name counts. */
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
    .toSorted((one, other) => other.words.length - one.words.length);
  const isName = (folded: string) => patterns.get(folded)?.some(({ needsTitle }) => !needsTitle) ?? false;
  return (
    candidates.find((pattern) => {
      const row = tokens.slice(index, index + pattern.words.length);
      if (!stand(text, row, pattern.words)) return false;
      if (pattern.needsCapital && !row.every(({ raw }) => isCapitalised(raw))) return false;
      if (pattern.needsTitle) return isCapitalised(token.raw) && TITLES.has(tokens[index - 1]?.folded ?? "");
      return !pattern.isWord || refersToPerson(text, token, isName);
    })?.words.length ?? 0
  );
}

/** Whether the words stand in a row, with no more between them than names have. */
const stand = (text: string, row: readonly Token[], words: readonly string[]): boolean =>
  row.length === words.length &&
  row.every(({ folded, at }, index) => {
    const before = row[index - 1];
    if (!before) return true;
    return folded === words[index] && /^[\s.'’_\-‐‑]{1,2}$/u.test(text.slice(before.end, at));
  });

/** Hebrew and Arabic write small words onto the name: to Dana is לדנה. */
function keysOf(folded: string): readonly string[] {
  const glued = /^(?:[והכלבמש]{1,2}(?=\p{Script=Hebrew}{3})|[وفبلك]{1,2}(?=\p{Script=Arabic}{3}))/u;
  const [prefix = ""] = glued.exec(folded) ?? [];
  return [folded, ...Array.from(prefix, (_, index) => folded.slice(index + 1))];
}
