import type { PersonWord } from "#domain/wording/wording-check.ts";
import { sentenceAround } from "#domain/wording/sentence-kind.ts";

/** Verbs whose form changes from the third person to "we". */
const PLURAL_VERBS: Readonly<Record<string, string>> = {
  is: "are",
  was: "were",
  has: "have",
  does: "do",
  "isn't": "aren't",
  "wasn't": "weren't",
  "hasn't": "haven't",
  "doesn't": "don't",
  needs: "need",
  wants: "want",
  keeps: "keep",
  takes: "take",
  makes: "make",
};

/** Verbs that stay the same with "we". */
const UNCHANGED_VERB =
  /^(?:(?!.*eed$).{2,}ed|will|would|should|could|must|can|can't|won't|didn't|shouldn't|couldn't|had|did|never|forgot|broke|built|made|found|took|gave|got|went|came|saw|led|ran|sent|kept|left|lost|won|chose|wrote|brought|caught|put|began)$/iu;

const SINGULAR_PRONOUN = /\b(?:he|she|his|hers?|him|(?:him|her)self)\b/iu;
const SAYING_VERB = /^(?:asked|agreed|believed|promised|suggested|proposed|explained|complained|insisted)$/iu;
const MAX_LENGTH = 150;

/** A sentence about a person, reworded with "we". Undefined if that isn't English or still refers to the person. */
export function suggestedWording(text: string, { word, at }: PersonWord): string | undefined {
  const { sentence, at: inSentence } = sentenceAround(text, at);
  const before = sentence.slice(0, inSentence);
  const wording = reword(before, sentence.slice(inSentence + word.length))?.trim();
  return wording === undefined || wording.length > MAX_LENGTH || SINGULAR_PRONOUN.test(wording)
    ? undefined
    : wording;
}

function reword(before: string, after: string): string | undefined {
  const startsSentence = before.trim() === "";
  const possessive = /^['’]s\s+(?=\p{L})/u.exec(after);
  if (possessive) return `${before}${startsSentence ? "Our" : "our"} ${after.slice(possessive[0].length)}`;
  if (!startsSentence) return undefined;
  const task = /^(?:\s+to|\s*[,:]\s*(?:please|can you))\s+(?<what>\p{L}.*)$/su.exec(after)?.groups?.["what"];
  if (task !== undefined) return task.charAt(0).toUpperCase() + task.slice(1);
  const { verb = "", rest = "" } = /^\s+(?<verb>\p{L}+(?:['’]t)?)(?<rest>.*)$/su.exec(after)?.groups ?? {};
  const plain = verb.toLowerCase().replace("’", "'");
  const plural =
    PLURAL_VERBS[plain] ?? (UNCHANGED_VERB.test(plain) && !SAYING_VERB.test(plain) ? verb : undefined);
  return plural === undefined ? undefined : `We ${plural}${rest}`;
}
