/** Letters without case and accents: "Café" and "CAFE" are the same word. */
const folded = (text: string): string =>
  text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toUpperCase().toLowerCase();

/** Whether texts hold all of the words, each anywhere in any of them. No words at all are held by nothing. */
export function wordMatcher(words: string): (...texts: readonly string[]) => boolean {
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  return (...texts) => {
    const held = texts.map(folded);
    return wanted.length > 0 && wanted.every((word) => held.some((text) => text.includes(word)));
  };
}
