import { fold } from "#domain/text/case-folding.ts";

/** A word to search for. `isPrefix`: it may be the start of a word, so that "check" finds "checklist". */
export type Term = { readonly word: string; readonly isPrefix: boolean };

/** Alternatives: a text matches if it has all the terms of any one of them, in any order. */
export type SearchQuery = ReadonlyArray<readonly Term[]>;

/** Scripts that put no spaces between words, and Korean, which attaches particles to them. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]/u;

/** Marks that belong to emoji. A word starts with a letter or a digit. */
const EMOJI_MARKS = /[\p{Me}\ufe00-\ufe0f]/gu;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;

/** Longer than any word in practice. PostgreSQL refuses words over two thousand bytes. */
const MAX_WORD_LENGTH = 60;

/** Merges Arabic letters that are written in two alternatives, and removes the article. */
const normaliseArabic = (word: string): string =>
  word
    .replaceAll("ة", "ه")
    .replaceAll("ى", "ي")
    .replace(/^ال(?=\p{Script=Arabic}{3})/u, "");

const foldedWords = (text: string): readonly string[] =>
  text
    .replaceAll(EMOJI_MARKS, "")
    .match(WORD)
    ?.flatMap((word) => fold(word).match(WORD) ?? [])
    .map((word) => normaliseArabic(word)) ?? [];

/** Splits a word where it changes between spaced and unspaced scripts: "q3の目標" is "q3" and "の目標". */
function runsOf(word: string): { characters: string[]; spaced: boolean }[] {
  const runs: { characters: string[]; spaced: boolean }[] = [];
  for (const [character] of word.matchAll(/.\p{M}*/gsu)) {
    const spaced = !UNSPACED.test(character);
    const last = runs.at(-1);
    if (last?.spaced === spaced) last.characters.push(character);
    else runs.push({ characters: [character], spaced });
  }
  return runs;
}

const clipped = (characters: readonly string[]): string => characters.slice(0, MAX_WORD_LENGTH).join("");

/** All pairs of neighbouring characters, for finding words that no spaces set apart. */
const pairsOf = (characters: readonly string[]): string[] =>
  characters.slice(1).map((character, index) => `${characters[index]}${character}`);

/**
 * A text's words for the full-text index, without case, accents and punctuation. In scripts without spaces, these are
 * all pairs of neighbouring characters and the last character alone, so that a single character can be found too.
 */
export const indexedWords = (text: string): string =>
  foldedWords(text)
    .flatMap(runsOf)
    .flatMap(({ characters, spaced }) =>
      spaced ? [clipped(characters)] : [...pairsOf(characters), ...characters.slice(-1)],
    )
    .join(" ");

/** Shorter words match only as a whole: "ai" is not "air". */
const MIN_PREFIX_LENGTH = 3;

/** Alphabets that the databases cannot stem: an ending of one or two letters may differ. */
const INFLECTED =
  /^[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Arabic}\p{Script=Hebrew}]{5,}$/u;

/** `asPrefixes`: words may be the start of a word, as in a search; otherwise they match whole, apart from endings. */
function termsOf(text: string, asPrefixes: boolean): Term[] {
  const terms = foldedWords(text)
    .flatMap(runsOf)
    .flatMap(({ characters, spaced }): Term[] => {
      if (!spaced) {
        const pairs = pairsOf(characters);
        return pairs.length === 0
          ? [{ word: characters.join(""), isPrefix: true }]
          : pairs.map((word) => ({ word, isPrefix: false }));
      }
      const word = clipped(characters);
      if (INFLECTED.test(word))
        return [{ word: characters.slice(0, characters.length > 5 ? -2 : -1).join(""), isPrefix: true }];
      return [{ word, isPrefix: asPrefixes && characters.length >= MIN_PREFIX_LENGTH }];
    });
  return [...new Map(terms.map((term) => [term.word, term])).values()];
}

/** Enough to tell texts apart. A pasted-in page has more. */
const MAX_TERMS = 40;

/** Matches texts that have all the words. Without words, matches nothing. */
export function matchingAllWords(words: string): SearchQuery {
  const terms = termsOf(words, true).slice(0, MAX_TERMS);
  return terms.length > 0 ? [terms] : [];
}

/** Words that occur in any sentence about a bet, and say nothing about its subject. */
const COMMON = new Set(
  (
    "a about after all also an and any are as at back be been before but by can could did do does each every first for from get " +
    "has have how if in into is it its just less let lets more most much new no not of off on one only or our out over per so " +
    "some than that the their them then there these they this to too under up us use very was we were what when where which " +
    "who why will with would you your better change fewer higher improve improves increase increases lift lifts lower lowers " +
    "make makes raise raises reduce reduces add adds bet rate number"
  ).split(" "),
);

const isTelling = ({ word }: Term): boolean => !COMMON.has(word) && !/^\p{N}+$/u.test(word);

/** How many telling words are searched for, in pairs. */
const MAX_TELLING = 10;

/**
 * Matches texts that resemble a bet: about the same metric, or sharing two telling words with its title and metric. One
 * shared word is enough if there is only one.
 */
export function similarTo({ title, metric }: { title: string; metric: string }): SearchQuery {
  const allMetricTerms = termsOf(metric, false).slice(0, MAX_TERMS);
  const metricTerms = allMetricTerms.some(isTelling) ? allMetricTerms.filter(isTelling) : allMetricTerms;
  const words = new Map(
    [...termsOf(title, false).filter(isTelling), ...metricTerms].map((term) => [term.word, term]),
  );
  const terms = [...words.values()].slice(0, MAX_TELLING);
  const pairs = terms.flatMap((first, index) => terms.slice(index + 1).map((second) => [first, second]));
  const alternatives = [...(metricTerms.length > 0 ? [metricTerms] : []), ...pairs];
  return alternatives.length > 0 ? alternatives : terms.map((term) => [term]);
}
