import type { PersonWord } from "#domain/wording/wording-check.ts";
import { sentenceAround } from "#domain/wording/sentence-kind.ts";

/** What somebody does, as we do it. */
const AS_WE_DO: Readonly<Record<string, string>> = {
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

const SAME_FOR_US =
  /^(?:(?!.*eed$).{2,}ed|will|would|should|could|must|can|can't|won't|didn't|shouldn't|couldn't|had|did|never|forgot|broke|built|made|found|took|gave|got|went|came|saw|led|ran|sent|kept|left|lost|won|chose|wrote|brought|caught|put|began)$/iu;

const ONE_PERSON = /\b(?:he|she|his|hers?|him|(?:him|her)self)\b/iu;
const SAYING = /^(?:asked|agreed|believed|promised|suggested|proposed|explained|complained|insisted)$/iu;
const LONGEST = 150;

/** The sentence about somebody, as one about us; nothing where that would not be English, or still about somebody. */
export function suggestedWording(text: string, { word, at }: PersonWord): string | undefined {
  const { sentence, at: inSentence } = sentenceAround(text, at);
  const before = sentence.slice(0, inSentence);
  const said = ours(before, sentence.slice(inSentence + word.length))?.trim();
  return said === undefined || said.length > LONGEST || ONE_PERSON.test(said) ? undefined : said;
}

function ours(before: string, after: string): string | undefined {
  const opens = before.trim() === "";
  const owned = /^['’]s\s+(?=\p{L})/u.exec(after);
  if (owned) return `${before}${opens ? "Our" : "our"} ${after.slice(owned[0].length)}`;
  if (!opens) return undefined;
  const todo = /^(?:\s+to|\s*[,:]\s*(?:please|can you))\s+(?<what>\p{L}.*)$/su.exec(after)?.groups?.["what"];
  if (todo !== undefined) return todo.charAt(0).toUpperCase() + todo.slice(1);
  const { verb = "", rest = "" } = /^\s+(?<verb>\p{L}+(?:['’]t)?)(?<rest>.*)$/su.exec(after)?.groups ?? {};
  const plain = verb.toLowerCase().replace("’", "'");
  const plural = AS_WE_DO[plain] ?? (SAME_FOR_US.test(plain) && !SAYING.test(plain) ? verb : undefined);
  return plural === undefined ? undefined : `We ${plural}${rest}`;
}
