import type { MemberName } from "#domain/wording/member-names.ts";
import { type PersonWord, findPersonWords } from "#domain/wording/wording-check.ts";
import type { SentenceKind } from "#domain/wording/sentence-kind.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import { suggestedWording } from "./suggested-wording.ts";

/** A text and the words in it that name people. */
export type TextWithPeople = { readonly text: string; readonly people: readonly PersonWord[] };

/** Suggestions for sentences that can't be reworded automatically. */
const EXAMPLES: Readonly<Record<SentenceKind, string>> = {
  credit: "We found this out by talking to five customers",
  blame: "We shipped without asking support first",
  task: "Interview five people who skipped set-up",
  other: "We heard this from support",
};

const quoted = (word: string): string => `“${isolateRightToLeft(clip(word, 60))}”`;

const MAX_NAMED = 3;

/** "“Dana” reads like a team-mate." */
export function readsLikeWords(people: readonly PersonWord[]): string {
  const words = people.map(({ word }) => quoted(word));
  if (words.length === 1) return `${words[0]} reads like a team-mate.`;
  const named = words.slice(0, MAX_NAMED);
  const last = words.length > MAX_NAMED ? "others" : named.pop();
  return `${named.join(", ")} and ${last} read like team-mates.`;
}

/** A wording without the person: the sentence with "we" in their place, or an example of the same kind. */
export function suggestion({ text, people }: TextWithPeople, members: readonly MemberName[]): string {
  const [first] = people;
  if (!first) return EXAMPLES.other;
  const reworded = suggestedWording(text, people);
  const isUsable = reworded !== undefined && findPersonWords(reworded, members).length === 0;
  return isUsable ? reworded : EXAMPLES[first.sentence];
}

/** The hint above a field or the error beside it. `toKeep`: how to say that a word is not a person. */
export function fieldWords(
  about: TextWithPeople,
  members: readonly MemberName[],
  toKeep = "or tick “not a person” at the end of the form",
): string {
  const alternative = about.people.some(({ keepable }) => keepable) ? toKeep : "without the mention";
  return `${readsLikeWords(about.people)} Outcomes here belong to the team. Try “${isolateRightToLeft(suggestion(about, members))}”, ${alternative}.`;
}
