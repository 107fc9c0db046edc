/** Accents, vowel points and tone marks, often left out. Vowel signs of Indian scripts count as letters and stay. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/gu;
const INVISIBLE = /\p{Cf}/gu;

/** Letters that Unicode does not decompose, and how people type them without the special letter. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/** Removes case, accents and character width: José becomes jose. */
export const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(MARKS, "")
    .replaceAll(INVISIBLE, "")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[ßæœøłđðþı]/gu, (letter) => LETTERS[letter] ?? letter);

const UMLAUTS: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", å: "aa" };

/** Like `fold`, but spells umlauts out: Jörg becomes joerg. */
export const foldTransliterated = (text: string): string =>
  fold(
    text
      .normalize("NFC")
      .toLowerCase()
      .replaceAll(/[äöüå]/gu, (letter) => UMLAUTS[letter] ?? letter),
  );

/** A word of a text, and its position. */
export type Token = {
  readonly raw: string;
  readonly folded: string;
  readonly at: number;
  readonly end: number;
};

export const tokensOf = (text: string): readonly Token[] =>
  [...text.matchAll(/[\p{L}\p{M}\p{N}\u200b-\u200d\u2060\ufeff]+/gu)].map(({ 0: raw, index }) => ({
    raw,
    folded: fold(raw),
    at: index,
    end: index + raw.length,
  }));

/** True of Dana, not of dana or DANA, and always true in scripts without capitals. */
export function isCapitalised(raw: string): boolean {
  const [first = "", ...rest] = raw;
  if (first.toLowerCase() === first.toUpperCase()) return true;
  const others = rest.join("");
  return first !== first.toLowerCase() && (others === "" || others !== others.toUpperCase());
}
