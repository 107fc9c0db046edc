/** Removes case and accents: "Café" and "CAFE" are the same word. */
const foldText = (text: string): string =>
  text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toUpperCase().toLowerCase();

/** Whether the texts together contain all the words. Without words, matches nothing. */
export function wordMatcher(words: string): (...texts: readonly string[]) => boolean {
  const wanted = foldText(words).split(/\s+/).filter(Boolean);
  return (...texts) => {
    const foldedTexts = texts.map(foldText);
    return wanted.length > 0 && wanted.every((word) => foldedTexts.some((text) => text.includes(word)));
  };
}
