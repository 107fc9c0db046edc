/** Accents, vowel points and tone marks that are often left out; the vowel signs of Indian scripts are letters and stay. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/gu;
const INVISIBLE = /\p{Cf}/gu;

/** Letters that are no letter with an accent in Unicode, and are typed as such. */
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

/** A word without case, accents and width, so that José is jose. */
export const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(MARKS, "")
    .replaceAll(INVISIBLE, "")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[ßæœøłđðþı]/gu, (letter) => LETTERS[letter] ?? letter);

const UMLAUTS: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", å: "aa" };

/** The same as it is typed where there are no umlauts: Jörg is joerg. */
export const foldTransliterated = (text: string): string =>
  fold(
    text
      .normalize("NFC")
      .toLowerCase()
      .replaceAll(/[äöüå]/gu, (letter) => UMLAUTS[letter] ?? letter),
  );

/** A word of a text, and where it stands. */
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

/** Dana, and not dana or DANA. Scripts without capitals have none to ask for. */
export function isCapitalised(raw: string): boolean {
  const [first = "", ...rest] = raw;
  if (first.toLowerCase() === first.toUpperCase()) return true;
  const others = rest.join("");
  return first !== first.toLowerCase() && (others === "" || others !== others.toUpperCase());
}
