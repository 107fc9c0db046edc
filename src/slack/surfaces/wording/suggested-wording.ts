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

/** Words that show a sentence to be English, so that English can be put into it. */
const ENGLISH =
  /\b(?:the|this|that|these|it|we|our|us|and|with|without|from|for|because|by|asked?|said|says|told|thanks|when|should|would)\b/iu;

/**
 * A sentence about people, reworded with "we", or with "the team" where that doesn't fit. Undefined if it isn't English or
 * still refers to one of them.
 */
export function suggestedWording(text: string, people: readonly PersonWord[]): string | undefined {
  const [first] = people;
  if (!first) return undefined;
  const { word, at } = first;
  const { sentence, at: inSentence } = sentenceAround(text, at);
  const [before, after] = [sentence.slice(0, inSentence), sentence.slice(inSentence + word.length)];
  const wording = withoutOthers((reword(before, after) ?? asTeam(before, after))?.trim(), people.slice(1));
  return wording === undefined || wording.length > MAX_LENGTH || SINGULAR_PRONOUN.test(wording)
    ? undefined
    : wording;
}

/** "Thanks to Dana it was found": "Thanks to the team it was found". */
const asTeam = (before: string, after: string): string | undefined =>
  ENGLISH.test(before + after) ? `${before}${before.trim() === "" ? "The" : "the"} team${after}` : undefined;

/** Further people of the same sentence. */
const withoutOthers = (wording: string | undefined, others: readonly PersonWord[]): string | undefined =>
  others.reduce<string | undefined>(
    (rest, { word }) =>
      rest
        ?.replace(`${word}'s `, "our ")
        .replace(`${word}’s `, "our ")
        .replace(word, "the team")
        .replaceAll(/(the team)(?:,? and the team|, the team)+/giu, "$1"),
    wording,
  );

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
