import type { MemberName } from "#domain/wording/member-names.ts";
import { type PersonWord, findPersonWords } from "#domain/wording/wording-check.ts";
import type { SentenceKind } from "#domain/wording/sentence-kind.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import { suggestedWording } from "./suggested-wording.ts";

/** A text that people were found in. */
export type AboutPeople = { readonly text: string; readonly people: readonly PersonWord[] };

/** For sentences that cannot be turned into ours: how others put it. */
const EXAMPLES: Readonly<Record<SentenceKind, string>> = {
  credit: "We found this out by talking to five customers",
  blame: "We shipped without asking support first",
  task: "Interview five people who skipped set-up",
  other: "We heard this from support",
};

const quoted = (word: string): string => `“${isolateRightToLeft(clip(word, 60))}”`;

const MOST_NAMED = 3;

/** “Dana” reads like a team-mate. */
export function readsLikeWords(people: readonly PersonWord[]): string {
  const words = people.map(({ word }) => quoted(word));
  if (words.length === 1) return `${words[0]} reads like a team-mate.`;
  const named = words.slice(0, MOST_NAMED);
  const last = words.length > MOST_NAMED ? "others" : named.pop();
  return `${named.join(", ")} and ${last} read like team-mates.`;
}

/** A wording that the team can own: the sentence as ours, or an example of its kind. */
export function suggestion({ text, people }: AboutPeople, members: readonly MemberName[]): string {
  const [first] = people;
  if (!first) return EXAMPLES.other;
  const ours = suggestedWording(text, first);
  const isOurs = ours !== undefined && findPersonWords(ours, members).length === 0;
  return isOurs ? ours : EXAMPLES[first.sentence];
}

/** Beside a field. */
export function fieldWords(about: AboutPeople, members: readonly MemberName[]): string {
  const orElse = about.people.some(({ keepable }) => keepable)
    ? "or tick “not a person” at the end of the form"
    : "without the mention";
  return `${readsLikeWords(about.people)} Outcomes here belong to the team. Try “${isolateRightToLeft(suggestion(about, members))}”, ${orElse}.`;
}
