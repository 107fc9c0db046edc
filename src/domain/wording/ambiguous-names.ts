import { isCapitalised, type Token } from "#domain/text/case-folding.ts";
import {
  AFTER_A_VERB,
  ARTICLES,
  COMMON_VERBS,
  NAMES_THAT_ARE_DATES,
  NAMES_THAT_ARE_VERBS,
  NAMES_THAT_ARE_WORDS,
  PERSON_VERBS,
  WORDS_BEFORE_PERSON,
} from "./name-words.ts";
import { sentenceAround } from "./sentence-kind.ts";

/** Whether a name is also a word, so that its context decides. */
export const isAlsoAWord = (folded: string): boolean =>
  NAMES_THAT_ARE_WORDS.has(folded) || NAMES_THAT_ARE_DATES.has(folded);

const OPENS_A_SENTENCE = /(?:^|[.!?…:;\n•/|]|\s[-–—*])[\s"'“‘«([*_]*$|["“‘«(]$/u;
const LAST_WORD = /(\p{L}+)[\s"'“‘«(]+$/u;
const NEXT_WORDS = /^[ \t]+(?<next>\p{L}+(?:['’]\p{L}+)*)(?:[ \t]+(?<then>\p{L}+))?/u;

/**
 * Whether a word that is also a name refers to a person here. In lower case it does not. Within a sentence a capital
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
  const capitalDecides = !isDate && !OPENS_A_SENTENCE.test(before) && !isTitleCase(text, at);
  if (capitalDecides && !ARTICLES.has(previous)) return !/^[ \t]+as[ \t]/u.test(after);
  if (WORDS_BEFORE_PERSON.has(previous) || (previous === "by" && !isDate)) return true;
  return actsLikePerson(text, after, folded, isName);
}

function actsLikePerson(
  text: string,
  after: string,
  name: string,
  isName: (folded: string) => boolean,
): boolean {
  const isDate = NAMES_THAT_ARE_DATES.has(name);
  if (!isDate && /^(?:['’]s(?!\p{L})|\s*[,:])/u.test(after)) return true;
  if (!isDate && text.trim().toLowerCase() === name) return true;
  const { next: rawNext = "", then: rawThen = "" } = NEXT_WORDS.exec(after)?.groups ?? {};
  const next = rawNext.toLowerCase().replaceAll("’", "'");
  const then = rawThen.toLowerCase();
  const isVerb = NAMES_THAT_ARE_VERBS.has(name);
  const nameIsSubject = then === "" || AFTER_A_VERB.has(then);
  if (PERSON_VERBS.has(next)) return !isVerb || !next.endsWith("ed") || nameIsSubject;
  if (/[^e]ed$/u.test(next)) return isVerb || isDate ? nameIsSubject : true;
  if (next === "and") return !isDate && isCapitalised(rawThen) && isName(then);
  if (next === "to") return !isDate && name !== "hope";
  return !isDate && COMMON_VERBS.has(next);
}

/** Whether most other words have capitals, so that a capital says nothing. Skips the sentence's first word. */
function isTitleCase(text: string, at: number): boolean {
  const context = sentenceAround(text, at);
  const [, ...others] = [...context.sentence.matchAll(/\p{L}+/gu)].filter(
    ({ index }) => index !== context.at,
  );
  const longWords = others.map(({ 0: word }) => word).filter((word) => word.length > 3);
  const capitalised = longWords.filter((word) => isCapitalised(word));
  return longWords.length > 1 && capitalised.length * 3 >= longWords.length * 2;
}
