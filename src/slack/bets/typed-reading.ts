import type { Reading } from "#domain/reading.ts";
import { readsLikePeople } from "#domain/person-check.ts";
import { refuse, say } from "#slack/answer.ts";
import { readsLikeWords, suggestion } from "#slack/kindly/person-words.ts";
import { readNumber } from "#slack/numbers.ts";
import type { CommandRequest } from "#slack/request.ts";
import { LIMITS, written } from "#slack/text.ts";
import { unitMismatch } from "#slack/units.ts";
import { takeReading } from "#usecases/take-reading.ts";
import { numberedBet } from "./numbered-bet.ts";
import { metricWords, progressWords, readingWords } from "./words.ts";

/** What a reading that was only typed is taken for; the answer says so, and the form takes any other. */
const TYPED_EVIDENCE = "before-after";

/** `/bet reading 12 34.5 link or note`: taken today. */
export async function takeTypedReading(
  request: CommandRequest,
  typed: { number: number; value: string; note: string },
): Promise<void> {
  const { deps, respond, today } = request;
  const bet = await numberedBet(request, typed.number);
  if (!bet) return undefined;
  const admitted = await request.admission;
  if (!admitted.ok) return refuse(respond, admitted.error);
  const value = readNumber(typed.value);
  if (!value.ok) return refuse(respond, value.error);
  const mismatch = unitMismatch(value.value.unit, bet.terms.unit, "bet");
  if (mismatch !== undefined) return say(respond, mismatch);
  if (typed.note.length > LIMITS.note)
    return say(
      respond,
      `The note is ${typed.note.length} characters long, and ${LIMITS.note} fit. No reading was taken.`,
    );

  const note = withoutUnit(typed.note, bet.terms.unit);
  const members = await deps.memberNames.of(bet.workspace, admitted.value.members);
  const people = readsLikePeople(note, members);
  if (people.length > 0)
    return say(
      respond,
      `${readsLikeWords(people)} Outcomes here belong to the team, so no reading was taken. Try “${written(suggestion({ text: note, people }, members))}”.`,
      `If it is not a person, type /bet reading ${bet.number}: the form keeps the word with one tick.`,
      `Here is what was typed: /bet reading ${bet.number} ${typed.value} ${typed.note}`,
    );
  const reading: Reading = {
    value: value.value.value,
    takenOn: today,
    evidence: TYPED_EVIDENCE,
    ...(note !== "" && { note }),
  };
  const taken = await takeReading(deps, { workspace: bet.workspace, bet: bet.id, reading });
  if (!taken.ok) return refuse(respond, taken.error);
  await say(
    respond,
    `The reading of bet #${bet.number} is in: ${written(metricWords(bet.terms.metric))} at ${readingWords(reading, bet.terms, "today")}, ${progressWords(bet.terms, reading.value)}.`,
    `For another date or strength of evidence, type /bet reading ${bet.number}.`,
  );
  return deps.messenger.deliver();
}

/** "12 points from the till" on a bet in points: the unit belongs to the value. */
function withoutUnit(note: string, unit: string): string {
  const [first = "", ...rest] = note.split(" ");
  return unit !== "" && first.toLowerCase() === unit.toLowerCase() ? rest.join(" ") : note;
}
