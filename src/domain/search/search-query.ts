import { fold } from "#domain/text/case-folding.ts";

/** A word that is looked for; `begins` where it may go on: "check" finds "checklist". */
export type Term = { readonly word: string; readonly begins: boolean };

/** Ways in which a text can be what is looked for. In each, all of the terms have to be there, in any order. */
export type SearchQuery = ReadonlyArray<readonly Term[]>;

/** Scripts that put no space between words, and Korean, which hangs its particles on them. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]/u;

/** Emoji are made of marks too; a word has a letter or a digit. */
const NO_LETTERS = /[\p{Me}\ufe00-\ufe0f]/gu;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;

/** Longer than any word; what is longer is no word, and PostgreSQL takes none over two thousand bytes. */
const LONGEST = 60;

/** Letters that Arabic writes in two ways, and its article. */
const sameInArabic = (word: string): string =>
  word
    .replaceAll("ة", "ه")
    .replaceAll("ى", "ي")
    .replace(/^ال(?=\p{Script=Arabic}{3})/u, "");

const folded = (text: string): readonly string[] =>
  text
    .replaceAll(NO_LETTERS, "")
    .match(WORD)
    ?.flatMap((word) => fold(word).match(WORD) ?? [])
    .map((word) => sameInArabic(word)) ?? [];

/** A word as runs of one kind each: "Q3の目標" is "q3" and "の目標". */
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

const clipped = (characters: readonly string[]): string => characters.slice(0, LONGEST).join("");

/** Every two neighbours: by them a word is found where no space tells where it begins. */
const pairsOf = (characters: readonly string[]): string[] =>
  characters.slice(1).map((character, index) => `${characters[index]}${character}`);

/**
 * A text as the words that a full-text index holds, without case, accents and punctuation. Where words have no spaces
 * between them these are all pairs of neighbours, and the last character by itself, so that one alone is found too.
 */
export const indexedWords = (text: string): string =>
  folded(text)
    .flatMap(runsOf)
    .flatMap(({ characters, spaced }) =>
      spaced ? [clipped(characters)] : [...pairsOf(characters), ...characters.slice(-1)],
    )
    .join(" ");

/** Shorter words are found as they stand only: "ai" is no "air". */
const BEGINS_FROM = 3;

/** Alphabets whose words the databases know no stems of: an ending of one or two letters may differ. */
const INFLECTED =
  /^[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Arabic}\p{Script=Hebrew}]{5,}$/u;

/** In a search a word may be the beginning of one; in what resembles it is the word itself, whatever its ending. */
function termsOf(text: string, asBeginnings: boolean): Term[] {
  const terms = folded(text)
    .flatMap(runsOf)
    .flatMap(({ characters, spaced }): Term[] => {
      if (!spaced) {
        const pairs = pairsOf(characters);
        return pairs.length === 0
          ? [{ word: characters.join(""), begins: true }]
          : pairs.map((word) => ({ word, begins: false }));
      }
      const word = clipped(characters);
      if (INFLECTED.test(word))
        return [{ word: characters.slice(0, characters.length > 5 ? -2 : -1).join(""), begins: true }];
      return [{ word, begins: asBeginnings && characters.length >= BEGINS_FROM }];
    });
  return [...new Map(terms.map((term) => [term.word, term])).values()];
}

/** So many terms tell a text apart; a page that was pasted in has more. */
const MOST_TERMS = 40;

/** What holds all of the words. No words at all are held by nothing. */
export function matchingAllWords(words: string): SearchQuery {
  const terms = termsOf(words, true).slice(0, MOST_TERMS);
  return terms.length > 0 ? [terms] : [];
}

/** Words that stand in any sentence about a bet, and tell nothing of what it is about. */
const COMMON = new Set(
  (
    "a about after all also an and any are as at back be been before but by can could did do does each every first for from get " +
    "has have how if in into is it its just less let lets more most much new no not of off on one only or our out over per so " +
    "some than that the their them then there these they this to too under up us use very was we were what when where which " +
    "who why will with would you your better change fewer higher improve improves increase increases lift lifts lower lowers " +
    "make makes raise raises reduce reduces add adds bet rate number"
  ).split(" "),
);

const telling = ({ word }: Term): boolean => !COMMON.has(word) && !/^\p{N}+$/u.test(word);

/** So many telling words of a title are looked for, two by two. */
const MOST_TELLING = 10;

/**
 * What resembles a bet: it is about the same metric, or shares two telling words with its title and metric; one where
 * there is only one.
 */
export function similarTo({ title, metric }: { title: string; metric: string }): SearchQuery {
  const all = termsOf(metric, false).slice(0, MOST_TERMS);
  const ofMetric = all.some(telling) ? all.filter(telling) : all;
  const words = new Map(
    [...termsOf(title, false).filter(telling), ...ofMetric].map((term) => [term.word, term]),
  );
  const terms = [...words.values()].slice(0, MOST_TELLING);
  const pairs = terms.flatMap((one, index) => terms.slice(index + 1).map((other) => [one, other]));
  const ways = [...(ofMetric.length > 0 ? [ofMetric] : []), ...pairs];
  return ways.length > 0 ? ways : terms.map((term) => [term]);
}
