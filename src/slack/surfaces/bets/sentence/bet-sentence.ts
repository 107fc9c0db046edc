import { findAfterShipping } from "./after-shipping.ts";
import { findChange, type Change } from "./change.ts";
import { findDate, type Span, type TeamClock } from "./date.ts";
import { readStatement, tidyEnd } from "./statement.ts";

export type BetSentence = {
  readonly title: string;
  readonly metric?: string;
  readonly baseline?: number;
  readonly target?: number;
  readonly unit?: string;
  readonly reviewOn?: Temporal.PlainDate;
  /** Asks for the review date, if the sentence names one that only the team knows. */
  readonly reviewQuestion?: string;
  /** In days, if the review counts from shipping. */
  readonly reviewAfterShipping?: number;
};

/** Reads the form's fields from a sentence. Whatever is ambiguous or not understood stays in the title as typed. */
export function readBetSentence(sentence: string, when: TeamClock): BetSentence {
  const after = findAfterShipping(sentence);
  if (!after) return readStatements(sentence, when);
  return { ...readStatements(without(sentence, after), when), reviewAfterShipping: after.days };
}

function readStatements(sentence: string, when: TeamClock): BetSentence {
  const change = clearChange(sentence);
  const due = findDate(sentence, when, change);
  // "from 10 to 15 Jan": a range of days, or a target and a date? Ambiguous, so take neither.
  if (change && due && change.start < due.end && due.start < change.end) return { title: sentence.trim() };

  const review = !due ? {} : "date" in due ? { reviewOn: due.date } : { reviewQuestion: due.question };
  if (!change) return { title: (due ? without(sentence, due) : sentence).trim(), ...review };

  const before = sentence.slice(0, change.start);
  const after = sentence.slice(change.end);
  const beforeDue = due && due.end <= change.start ? without(before, due) : before;
  const afterDue =
    due && due.start >= change.end
      ? without(after, { start: due.start - change.end, end: due.end - change.end })
      : after;

  const [statement, rest] = withoutBrackets(beforeDue, afterDue);
  const { title, metric } = readStatement(statement);
  const qualifier = metric === undefined ? undefined : /^\s*(?:of|per)\s[^.,;:!?\n]+/iu.exec(rest)?.[0];
  const { start: _start, end: _end, ...fields } = change;
  return {
    title: joined(title, qualifier === undefined ? rest : rest.slice(qualifier.length)).trim(),
    ...(metric === undefined
      ? {}
      : { metric: qualifier === undefined ? metric : `${metric} ${qualifier.trim()}` }),
    ...fields,
    ...review,
  };
}

/** Whether the words say what a bet moves: they have a verb of change, or "from A to B". */
export function readsAsBet(words: string): boolean {
  const change = findChange(words);
  const isPair = change?.baseline !== undefined && change.target !== undefined;
  return isPair || readStatement(words.slice(0, change?.start)).verb;
}

/** "Talk to 3 customers" has no target: a lone "to 40" needs a verb of change, a lone "to 40 %" at least a metric. */
function clearChange(sentence: string): Change | undefined {
  const change = findChange(sentence);
  if (!change || (change.baseline !== undefined && change.target !== undefined)) return change;
  const before = sentence.slice(0, change.start);
  const { verb, metric } = readStatement(before);
  if (verb) return change;
  const bareMetric =
    metric !== undefined && metric.split(/\s+/u).length <= 3 && !/\s(?:up|out)\s*$/iu.test(before);
  return bareMetric && change.unit === "%" && !/^\s*of\s/iu.test(sentence.slice(change.end))
    ? change
    : undefined;
}

/** Removes brackets around the numbers: `Checklist (activation from 32% to 40%)`. */
function withoutBrackets(before: string, after: string): readonly [before: string, after: string] {
  const open = before.search(/[([][^()[\]]*$/u);
  if (open < 0 || !/^[)\]]/u.test(after)) return [before, after];
  const inner = before.slice(open + 1).trim();
  return [inner === "" ? before.slice(0, open) : `${before.slice(0, open)}; ${inner}`, after.slice(1)];
}

const without = (text: string, span: Span) => joined(text.slice(0, span.start), text.slice(span.end));

/** Joins the text around a cut. Drops punctuation that led to the cut part; keeps quotation marks and brackets. */
function joined(before: string, after: string): string {
  const left = tidyEnd(before);
  if (/^[\s.,;:!?…–—-]*$/u.test(after)) return left;
  if (left.trim() === "") return after.replace(/^[\s.,;:!?]+(?=\s)/u, "");
  return /^[.,;:!?…)\]"'”’»]/u.test(after) ? `${left}${after}` : `${left} ${after.trimStart()}`;
}
