/** What stands before the numbers, taken apart. `verb` says whether a verb of change was found. */
type Statement = { readonly title: string; readonly metric?: string; readonly verb: boolean };
type Verb = {
  readonly start: number;
  readonly end: number;
  readonly form: "s" | "plain" | "ing";
  readonly led: boolean;
};

const PLAIN =
  "lift raise increase improve grow boost cut reduce lower decrease drop bring move take get push shorten shrink rise fall go climb double halve".split(
    " ",
  );
const THIRD = PLAIN.map((verb) => (verb === "push" || verb === "go" ? `${verb}es` : `${verb}s`));
const ING =
  "lifting raising increasing improving growing boosting cutting reducing lowering decreasing dropping bringing moving taking getting pushing shortening shrinking".split(
    " ",
  );
const VERB = new RegExp(
  String.raw`(?<![\p{L}\p{N}_@#<:'’-])(?!(?:take|drop|push|fall)\s+rates?\b)(?:${[...THIRD, ...PLAIN, ...ING].join("|")})(?![\p{L}\p{N}_'’:-])`,
  "giu",
);
const LEAD =
  "will|should|would|could|can|might|may|to|and|that|which|so|we|it|they|help|helps|by|please|let's|let’s|let us";
const LED = new RegExp(String.raw`(?:(?:^|[\s,])(?:${LEAD}))+\s*$`, "iu");
const SEPARATOR = /[.!?]["'”’)]*\s|\n|;\s|(?<!:[\w+'-]{1,40}):\s|\s[–—-]\s/gu;
const LONGEST_METRIC_ALONE = 6;
const NEAR_BEFORE = 60;
const EMOJI_AHEAD = /^(?:\s|:[\w+'-]+:|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f)+/u;

export function readStatement(text: string): Statement {
  const endsInColon = /:\s*$/.test(text) && !/:[\w+'-]+:\s*$/.test(text);
  const whole = tidyEnd(text.trim());
  const separator = [...whole.matchAll(SEPARATOR)].at(-1);
  const clauseAt = separator ? separator.index + separator[0].length : 0;
  const lead = tidyEnd(whole.slice(0, separator?.index ?? 0));
  const clause = whole.slice(clauseAt);
  const verb = findVerb(clause);

  if (verb === "unclear") return { title: whole, verb: false };
  if (verb === undefined) {
    const emojis = EMOJI_AHEAD.exec(clause)?.[0] ?? "";
    const metric = tidyMetric(clause.slice(emojis.length));
    const short = metric.split(/\s+/u).length <= LONGEST_METRIC_ALONE;
    if (!short || metric === "" || endsInColon || metric.includes("<")) return { title: whole, verb: false };
    // Emojis before the metric stay with the title that they lead on from.
    const led = emojis.trim() === "" ? lead : whole.slice(0, clauseAt + emojis.length).trim();
    return { title: lead === "" ? whole : led, metric, verb: false };
  }
  const subject = tidyEnd(clause.slice(0, verb.start).replace(LED, ""));
  const object = tidyMetric(clause.slice(verb.end));
  if (object === "") return withMetric(lead || whole, subject);
  const title = subject === "" ? lead || whole : whole.slice(0, clauseAt + subject.length);
  return withMetric(title, object);
}

const withMetric = (title: string, metric: string): Statement =>
  metric === "" ? { title, verb: true } : { title, metric, verb: true };

/** The one verb of change in the clause: nouns such as "take rate" or "price drop" must not split the sentence. */
function findVerb(clause: string): Verb | "unclear" | undefined {
  const verbs = [...clause.matchAll(VERB)].flatMap(({ 0: word, index }): Verb[] => {
    const before = clause.slice(Math.max(0, index - NEAR_BEFORE), index);
    const lower = word.toLowerCase();
    const form = ING.includes(lower) ? "ing" : THIRD.includes(lower) ? "s" : "plain";
    const led = LED.test(before) || clause.slice(0, index).trim() === "";
    const afterPlural = /(?:s|people|teams?|you)\s+$/iu.test(before);
    if (form === "plain" && !led && !afterPlural) return [];
    return [{ start: index, end: index + word.length, form, led }];
  });
  const [first, last] = [verbs[0], verbs.at(-1)];
  if (verbs.length < 2 || !first || !last) return first;
  if (first.led && first.start > 0) return first;
  const onlyThird = last.form === "s" && verbs.every((verb) => verb === last || verb.form !== "s");
  return onlyThird && tidyMetric(clause.slice(last.end)) !== "" ? last : "unclear";
}

const tidyMetric = (text: string) =>
  tidyEnd(text.trim().replace(/[([]$/u, ""))
    .replace(/^(?:the|our)\s+/iu, "")
    .replace(/\s+(?:up|down)$/iu, "");

/** Without the commas, colons and dashes that led on to what was cut off; an emoji's own colon stays. */
export function tidyEnd(text: string): string {
  let tidy = text.trimEnd();
  while (/[,;:.–—-]$/u.test(tidy) && !/:[\w+'-]+:$|\.\.$/u.test(tidy.slice(-42)))
    tidy = tidy.slice(0, -1).trimEnd();
  return tidy;
}
