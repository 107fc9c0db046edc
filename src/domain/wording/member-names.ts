import { fold, foldTransliterated, isCapitalised, tokensOf } from "#domain/text/case-folding.ts";
import { GENERIC_WORDS } from "./name-words.ts";
import { isAlsoAWord } from "./ambiguous-names.ts";

/** A channel member's names, as set in their profile. */
export type MemberName = {
  readonly real: string;
  readonly display: string;
  readonly first?: string;
  readonly last?: string;
};

/** A name to look for, as a sequence of folded words. */
export type NamePattern = {
  readonly words: readonly string[];
  /** Counts only with a capital, because it is short, or like other words. */
  readonly needsCapital: boolean;
  /** It is also a word: the context decides. */
  readonly isWord: boolean;
  /** A last name alone counts only after a title: too many are words. */
  readonly needsTitle: boolean;
};

/** Scripts that put no spaces between words, or attach endings to names. */
const WITHOUT_SPACES =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{M}ー]{2,}$/u;

/** Names to look for anywhere in a text, in scripts that do not separate words. */
export const namesWithin = (members: readonly MemberName[]): ReadonlySet<string> =>
  new Set(
    members
      .flatMap(({ real, display, first = "", last = "" }) => [real, display, first, last])
      .flatMap((name) => [name.replaceAll(/\s/gu, ""), ...name.split(/\s+/u)])
      .map((part) => part.normalize("NFC"))
      .filter((part) => WITHOUT_SPACES.test(part)),
  );

/** Names to look for as whole words, keyed by their first word. */
export function namePatterns(members: readonly MemberName[]): ReadonlyMap<string, readonly NamePattern[]> {
  return Map.groupBy(members.flatMap(patternsOf), ({ words }) => words[0] ?? "");
}

function patternsOf(member: MemberName): NamePattern[] {
  const real = inOrder(withoutAsides(member.real));
  const display = inOrder(withoutAsides(member.display));
  const patterns = [real, display, member.first ?? ""].flatMap((name) => [
    // Jean-Paul is one first name of two words.
    ...[name, name.split(/\s/u)[0] ?? ""].flatMap((part) => [
      ...wordSequence(part, fold),
      ...wordSequence(part, foldTransliterated),
    ]),
    ...firstName(name),
  ]);
  const last = (member.last ?? tokensOf(real).at(-1)?.raw ?? "").trim();
  const lastAfterTitle = tokensOf(last).length === 1 ? [pattern([fold(last)], { needsTitle: true })] : [];
  return [...patterns, ...lastAfterTitle];
}

/** "Dana (she/her)", "Dana | Growth" and "dana 🌴" are Dana. */
const withoutAsides = (name: string): string =>
  (name.replaceAll(/[([{].*?[)\]}]/gu, " ").split(/\s[-–—]\s|[|/·•~@]/u)[0] ?? "").trim();

/** Turns "Müller, Dana" into "Dana Müller". */
const inOrder = (name: string): string => name.split(",").toReversed().join(" ");

const pattern = (words: readonly string[], options: Partial<NamePattern> = {}): NamePattern => ({
  words,
  needsCapital: false,
  isWord: false,
  needsTitle: false,
  ...options,
});

/** A name of several words, leaving out initials. Counts in any case, unless all its words are ordinary ones. */
function wordSequence(name: string, folding: typeof fold): NamePattern[] {
  const words = tokensOf(name)
    .map(({ raw }) => folding(raw))
    .filter((word) => Array.from(word).length > 1);
  const isDistinctive = words.some((word) => !GENERIC_WORDS.has(word) && !isAlsoAWord(word));
  return words.length > 1 && isDistinctive
    ? [pattern(words)]
    : words.length > 1
      ? capitalisedSequence(words)
      : [];
}

/** "Art Price" counts only with capitals. */
const capitalisedSequence = (words: readonly string[]): NamePattern[] =>
  words.every((word) => GENERIC_WORDS.has(word)) ? [] : [pattern(words, { needsCapital: true })];

/** A first name, with its endings and spellings. Initials do not count. */
function firstName(name: string): NamePattern[] {
  const token = tokensOf(name).find(({ folded }) => !/^(?:dr|mr|mrs|ms|prof|sir)$/u.test(folded));
  if (!token || GENERIC_WORDS.has(token.folded)) return [];
  const letters = Array.from(token.folded).length;
  const isInitials = letters < 2 || (letters < 4 && token.raw !== token.folded && !isCapitalised(token.raw));
  if (isInitials || /\p{N}/u.test(token.folded[0] ?? "")) return [];
  const isWord = isAlsoAWord(token.folded);
  const needsCapital = letters < 3;
  const spellings = new Set([token.folded, foldTransliterated(token.raw)]);
  return [
    ...[...spellings].map((word) => pattern([word], { isWord, needsCapital })),
    ...(isWord ? [] : endings(token.folded).map((word) => pattern([word], { needsCapital: true }))),
  ];
}

/** A name with a possessive s ("Danas Idee"), or with Slavic case endings: Олега, Анной. */
function endings(name: string): readonly string[] {
  if (/^[a-z]{4,}$/u.test(name) && !name.endsWith("s")) return [`${name}s`];
  if (!/^\p{Script=Cyrillic}{3,}$/u.test(name)) return [];
  const stem = name.slice(0, -1);
  if (/[ая]$/u.test(name)) return ["ы", "и", "е", "у", "ю", "ои", "еи"].map((end) => stem + end);
  if (/[иьй]$/u.test(name)) return ["я", "ю", "ем", "е"].map((end) => stem + end);
  return ["а", "у", "ом", "е"].map((end) => name + end);
}
