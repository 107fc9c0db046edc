import { isCapitalised, type Token } from "#domain/text/case-folding.ts";
import {
  AFTER_A_VERB,
  ARTICLES,
  DONE,
  NAMES_THAT_ARE_DATES,
  NAMES_THAT_ARE_VERBS,
  NAMES_THAT_ARE_WORDS,
  SAID,
  SPOKEN_TO,
} from "./name-words.ts";
import { sentenceAround } from "./sentence-kind.ts";

/** Whether a name is a word as well, so that what stands around it decides. */
export const isAlsoAWord = (folded: string): boolean =>
  NAMES_THAT_ARE_WORDS.has(folded) || NAMES_THAT_ARE_DATES.has(folded);

const OPENS_A_SENTENCE = /(?:^|[.!?…:;\n•/|]|\s[-–—*])[\s"'“‘«([*_]*$|["“‘«(]$/u;
const LAST_WORD = /(\p{L}+)[\s"'“‘«(]+$/u;
const NEXT_WORDS = /^[ \t]+(?<next>\p{L}+(?:['’]\p{L}+)*)(?:[ \t]+(?<then>\p{L}+))?/u;

/**
 * Whether a word that is a name too stands for somebody here. In lower case it is the word. Amid a sentence a capital
 * makes it a name, unless it follows an article. Where a capital says nothing (a sentence's first word, a title, a
 * month), the next words decide: "Mark approved it" against "Mark as done" and "Will the banner help?".
 */
export function refersToPerson(
  text: string,
  { raw, folded, at, end }: Token,
  isName: (folded: string) => boolean,
): boolean {
  if (!isCapitalised(raw)) return false;
  const before = text.slice(0, at);
  const after = text.slice(end);
  if (/^[-‐‑]\p{L}/u.test(after) || /\p{L}[-‐‑]$/u.test(before)) return false;
  const isDate = NAMES_THAT_ARE_DATES.has(folded);
  const previous = LAST_WORD.exec(before)?.[1]?.toLowerCase() ?? "";
  const capitalTells = !isDate && !OPENS_A_SENTENCE.test(before) && !isTitleCase(text, at);
  if (capitalTells && !ARTICLES.has(previous)) return !/^[ \t]+as[ \t]/u.test(after);
  if (SPOKEN_TO.has(previous) || (previous === "by" && !isDate)) return true;
  return actsAsSomebody(text, after, folded, isName);
}

function actsAsSomebody(
  text: string,
  after: string,
  name: string,
  isName: (folded: string) => boolean,
): boolean {
  const isDate = NAMES_THAT_ARE_DATES.has(name);
  if (!isDate && /^(?:['’]s(?!\p{L})|\s*[,:])/u.test(after)) return true;
  if (!isDate && text.trim().toLowerCase() === name) return true;
  const { next: written = "", then: written2 = "" } = NEXT_WORDS.exec(after)?.groups ?? {};
  const next = written.toLowerCase().replaceAll("’", "'");
  const then = written2.toLowerCase();
  const isVerb = NAMES_THAT_ARE_VERBS.has(name);
  const hadItsSubject = then === "" || AFTER_A_VERB.has(then);
  if (SAID.has(next)) return !isVerb || !next.endsWith("ed") || hadItsSubject;
  if (/[^e]ed$/u.test(next)) return isVerb || isDate ? hadItsSubject : true;
  if (next === "and") return !isDate && isCapitalised(written2) && isName(then);
  if (next === "to") return !isDate && name !== "hope";
  return !isDate && DONE.has(next);
}

/** Where most other words have a capital, a capital says nothing. The first word of a sentence always has one. */
function isTitleCase(text: string, at: number): boolean {
  const around = sentenceAround(text, at);
  const [, ...others] = [...around.sentence.matchAll(/\p{L}+/gu)].filter(({ index }) => index !== around.at);
  const long = others.map(({ 0: word }) => word).filter((word) => word.length > 3);
  const capitalised = long.filter((word) => isCapitalised(word));
  return long.length > 1 && capitalised.length * 3 >= long.length * 2;
}
