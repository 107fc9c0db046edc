import { findPersonWords, wordKey } from "#domain/wording/wording-check.ts";
import type { Team } from "#domain/teams/team.ts";
import { fieldWords } from "#slack/surfaces/wording/person-words.ts";
import type { ApiDeps } from "./context.ts";
import { invalid, refused } from "./problems.ts";

/**
 * Turns back texts that name a person, with the same advice as Slack's forms. `texts`: by field of the body; without any,
 * Slack isn't asked. `kept`: words that are said to be no person.
 */
export async function checkWording(
  deps: ApiDeps,
  { workspace, channel }: Team,
  texts: Readonly<Record<string, string | undefined>>,
  kept: readonly string[] = [],
): Promise<void> {
  const written = Object.entries(texts).flatMap(([field, text]) =>
    text === undefined ? [] : [{ field, text }],
  );
  if (written.length === 0) return;
  const names = await deps.namesIn({ workspace, channel });
  if (!names.ok) throw refused(names.error);
  const keys = new Set(kept.map(wordKey));
  const errors = written.flatMap(({ field, text }) => {
    const people = findPersonWords(text, names.value).filter(
      ({ word, keepable }) => !keepable || !keys.has(wordKey(word)),
    );
    if (people.length === 0) return [];
    const detail = fieldWords({ text, people }, names.value, "or list the word in notAPerson");
    return [{ pointer: `/${field}`, detail }];
  });
  if (errors.length > 0) throw invalid(...errors);
}
