/** What a sentence does with a person: gives credit, blames, assigns a task, or none of these. */
export type SentenceKind = "credit" | "blame" | "task" | "other";

const TASK_AFTER =
  /^(?:\s+(?:to|will|should|must|can|could|needs? to|has to)\s(?!have\b)|\s*[,:]\s*(?:please|can you)\b)/iu;
const TASK_BEFORE =
  /\b(?:ask|tell|remind|assign(?:ed)?(?: it)? to|owner:?|owned by|let|have|waiting for|for)\s+$/iu;
const BLAME =
  /\b(?:forg[eo]t|broke|missed|failed|late|delayed|delays|blocked|blocks|ignored|refused|fault|wrong|mistakes?|blamed?|caused|without asking|should(?:n['’]t)? have|did(?:n['’]t| not)|does(?:n['’]t| not)|was(?:n['’]t| not)|has(?:n['’]t| not)|never|because of|too (?:slow|late)|slow|lost)(?!\p{L})/iu;
const CREDIT =
  /\b(?:thanks?|great|kudos|credit|shipped|built|fixed|saved|led|ideas?|designed|found|won|helped|made|wrote|solved|launched|created|came up with|well done|brilliant)(?!\p{L})/iu;

/** The sentence around a position, without its final punctuation, and the position in it. */
export function sentenceAround(text: string, at: number): { readonly sentence: string; readonly at: number } {
  const start = Math.max(...[...text.slice(0, at).matchAll(/[.!?…](?=\s)\s+|\n+/gu)].map(endOf), 0);
  const end = /[.!?…](?=\s|$)|\n/u.exec(text.slice(at))?.index;
  const sentence = text.slice(start, end === undefined ? undefined : at + end);
  return { sentence, at: at - start };
}

const endOf = (match: RegExpExecArray): number => match.index + match[0].length;

/** Judges by the words around a name. Knows English only; anything else is "other". */
export function sentenceKind(text: string, at: number, length: number): SentenceKind {
  const context = sentenceAround(text, at);
  const { sentence } = context;
  if (/should(?:n['’]t)? have/iu.test(sentence)) return "blame";
  if (TASK_AFTER.test(sentence.slice(context.at + length))) return "task";
  if (TASK_BEFORE.test(sentence.slice(0, context.at))) return "task";
  if (BLAME.test(sentence)) return "blame";
  return CREDIT.test(sentence) ? "credit" : "other";
}
