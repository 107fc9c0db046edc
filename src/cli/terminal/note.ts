import { findPersonWords } from "#domain/wording/wording-check.ts";
import { LIMITS } from "#slack/kit/text.ts";
import { readsLikeWords, suggestion } from "#slack/surfaces/wording/person-words.ts";

/** The note of a reading, checked as a form checks it, except that who is in the channel is not known here. */
export function checkedNote(typed: string | undefined, problems: string[]): string | undefined {
  const note = typed?.trim();
  if (note === undefined || note === "") return undefined;
  const length = Array.from(note).length;
  if (length > LIMITS.note) problems.push(`--note is ${length} characters long, and ${LIMITS.note} fit.`);
  if (/\p{Cc}/u.test(note) || !note.isWellFormed()) problems.push("--note takes one line of plain text.");
  const people = findPersonWords(note, []);
  if (people.length > 0)
    problems.push(
      `${readsLikeWords(people)} Outcomes here belong to the team. Try “${suggestion({ text: note, people }, [])}”, without the mention.`,
    );
  return note;
}
