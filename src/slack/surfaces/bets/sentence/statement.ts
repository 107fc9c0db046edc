/** The text before the numbers, split into title and metric. `verb`: whether it has a verb of change. */
type Statement = { readonly title: string; readonly metric?: string; readonly verb: boolean };
type Verb = {
  readonly start: number;
  readonly end: number;
  readonly form: "s" | "plain" | "ing";
  /** It follows a word such as "will" or "we", or starts its clause. */
  readonly hasLeadIn: boolean;
};

const PLAIN =
  "lift raise increase improve grow boost cut reduce lower decrease drop bring move take get push shorten shrink rise fall go climb double halve".split(
    " ",
  );
const THIRD_PERSON = PLAIN.map((verb) => (verb === "push" || verb === "go" ? `${verb}es` : `${verb}s`));
const ING =
  "lifting raising increasing improving growing boosting cutting reducing lowering decreasing dropping bringing moving taking getting pushing shortening shrinking".split(
    " ",
  );
const VERB = new RegExp(
  String.raw`(?<![\p{L}\p{N}_@#<:'’-])(?!(?:take|drop|push|fall)\s+rates?\b)(?:${[...THIRD_PERSON, ...PLAIN, ...ING].join("|")})(?![\p{L}\p{N}_'’:-])`,
  "giu",
);
const LEAD_INS =
  "will|should|would|could|can|might|may|to|and|that|which|so|we|it|they|help|helps|by|please|let's|let’s|let us";
const ENDS_WITH_LEAD_IN = new RegExp(String.raw`(?:(?:^|[\s,])(?:${LEAD_INS}))+\s*$`, "iu");
const SEPARATOR = /[.!?]["'”’)]*\s|\n|;\s|(?<!:[\w+'-]{1,40}):\s|\s[–—-]\s/gu;
/** In words, for a metric without a verb before it. */
const MAX_METRIC_WORDS = 6;
const LOOKBEHIND = 60;
const LEADING_EMOJI = /^(?:\s|:[\w+'-]+:|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f)+/u;

export function readStatement(text: string): Statement {
  const endsInColon = /:\s*$/.test(text) && !/:[\w+'-]+:\s*$/.test(text);
  const statement = tidyEnd(text.trim());
  const separator = [...statement.matchAll(SEPARATOR)].at(-1);
  const clauseStart = separator ? separator.index + separator[0].length : 0;
  const heading = tidyEnd(statement.slice(0, separator?.index ?? 0));
  const clause = statement.slice(clauseStart);
  const verb = findVerb(clause);

  if (verb === "unclear") return { title: statement, verb: false };
  if (verb === undefined) {
    const emojis = LEADING_EMOJI.exec(clause)?.[0] ?? "";
    const metric = tidyMetric(clause.slice(emojis.length));
    const short = metric.split(/\s+/u).length <= MAX_METRIC_WORDS;
    if (!short || metric === "" || endsInColon || metric.includes("<"))
      return { title: statement, verb: false };
    // Emoji before the metric stay with the title.
    const title = emojis.trim() === "" ? heading : statement.slice(0, clauseStart + emojis.length).trim();
    return { title: heading === "" ? statement : title, metric, verb: false };
  }
  const subject = tidyEnd(clause.slice(0, verb.start).replace(ENDS_WITH_LEAD_IN, ""));
  const object = tidyMetric(clause.slice(verb.end));
  if (object === "") return withMetric(heading || statement, subject);
  const title = subject === "" ? heading || statement : statement.slice(0, clauseStart + subject.length);
  return withMetric(title, object);
}

const withMetric = (title: string, metric: string): Statement =>
  metric === "" ? { title, verb: true } : { title, metric, verb: true };

/** Finds the verb of change in a clause. Nouns such as "take rate" or "price drop" must not split the sentence. */
function findVerb(clause: string): Verb | "unclear" | undefined {
  const verbs = [...clause.matchAll(VERB)].flatMap(({ 0: word, index }): Verb[] => {
    const before = clause.slice(Math.max(0, index - LOOKBEHIND), index);
    const lower = word.toLowerCase();
    const form = ING.includes(lower) ? "ing" : THIRD_PERSON.includes(lower) ? "s" : "plain";
    const hasLeadIn = ENDS_WITH_LEAD_IN.test(before) || clause.slice(0, index).trim() === "";
    const afterPlural = /(?:s|people|teams?|you)\s+$/iu.test(before);
    if (form === "plain" && !hasLeadIn && !afterPlural) return [];
    return [{ start: index, end: index + word.length, form, hasLeadIn }];
  });
  const [first, last] = [verbs[0], verbs.at(-1)];
  if (verbs.length < 2 || !first || !last) return first;
  if (first.hasLeadIn && first.start > 0) return first;
  const isOnlyThirdPerson = last.form === "s" && verbs.every((verb) => verb === last || verb.form !== "s");
  return isOnlyThirdPerson && tidyMetric(clause.slice(last.end)) !== "" ? last : "unclear";
}

const tidyMetric = (text: string) =>
  tidyEnd(text.trim().replace(/[([]$/u, ""))
    .replace(/^(?:the|our)\s+/iu, "")
    .replace(/\s+(?:up|down)$/iu, "");

/** Strips trailing punctuation and dashes that led to a cut part; keeps an emoji's closing colon. */
export function tidyEnd(text: string): string {
  let tidy = text.trimEnd();
  while (/[,;:.–—-]$/u.test(tidy) && !/:[\w+'-]+:$|\.\.$/u.test(tidy.slice(-42)))
    tidy = tidy.slice(0, -1).trimEnd();
  return tidy;
}
