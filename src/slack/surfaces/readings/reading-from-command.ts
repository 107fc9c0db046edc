import type { Reading } from "#domain/readings/reading.ts";
import { findPersonWords } from "#domain/wording/wording-check.ts";
import { replyWithLines } from "#slack/surfaces/replies/reply.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { readsLikeWords, suggestion } from "#slack/surfaces/wording/person-words.ts";
import { readNumber } from "#slack/kit/numbers.ts";
import type { CommandRequest } from "#slack/surfaces/replies/command-request.ts";
import { LIMITS, isolateRightToLeft } from "#slack/kit/text.ts";
import { unitMismatch } from "#slack/kit/units.ts";
import { findBetNumbered } from "#usecases/bets/find-bet.ts";
import { takeReading } from "#usecases/readings/take-reading.ts";
import { metricWords, readingProgressWords, readingWords } from "#slack/surfaces/bets/bet-words.ts";

/** The evidence of a reading typed in a command. The reply says so; the form offers the other kinds. */
const TYPED_EVIDENCE = "before-after";

/** `/bet reading 12 34.5 link or note`: takes a reading dated today. */
export async function takeReadingFromCommand(
  request: CommandRequest,
  typed: { number: number; value: string; note: string },
): Promise<void> {
  const { deps, respond, today } = request;
  // Slack clears a command once it is sent, so repeat what was typed: it can be copied and corrected.
  const reject = (...why: string[]) =>
    replyWithLines(
      respond,
      ...why,
      `No reading was taken. Here is what was typed: /bet reading ${typed.number} ${isolateRightToLeft(`${typed.value} ${typed.note}`.trim())}`,
    );
  const bet = await findBetNumbered(deps, {
    workspace: request.team.workspace,
    team: request.team.id,
    number: typed.number,
  });
  if (!bet.ok) return reject(explain(bet.error));
  const { id, number, workspace, terms } = bet.value;
  const admitted = await request.admission;
  if (!admitted.ok) return reject(explain(admitted.error));
  const value = readNumber(typed.value);
  if (!value.ok) return reject(explain(value.error));
  const mismatch = unitMismatch(value.value.unit, terms.unit, "bet");
  if (mismatch !== undefined) return reject(mismatch);
  if (typed.note.length > LIMITS.note)
    return reject(`The note is ${typed.note.length} characters long, and ${LIMITS.note} fit.`);

  const note = withoutUnit(typed.note, terms.unit);
  const members = await deps.memberNames.namesOf(workspace, admitted.value.members);
  const people = findPersonWords(note, members);
  if (people.length > 0)
    return reject(
      `${readsLikeWords(people)} Outcomes here belong to the team. Try “${isolateRightToLeft(suggestion({ text: note, people }, members))}”.`,
      people.some(({ keepable }) => keepable)
        ? `If it is not a person, type /bet reading ${number}: the form keeps the word with one tick.`
        : "Type it again without the mention.",
    );
  const reading: Reading = {
    value: value.value.value,
    takenOn: today,
    evidence: TYPED_EVIDENCE,
    ...(note !== "" && { note }),
  };
  const taken = await takeReading(deps, { workspace, bet: id, reading, person: request.who.user });
  if (!taken.ok) return reject(explain(taken.error));
  await replyWithLines(
    respond,
    `The reading of bet #${number} is in: ${isolateRightToLeft(metricWords(terms.metric))} at ${readingWords(reading, terms, "today")}, ${readingProgressWords(terms, reading.value)}.`,
    `For another date or strength of evidence, type /bet reading ${number}.`,
  );
  return deps.outbox.deliver();
}

/** Drops a leading unit from the note: in "12 points from the till" it belongs to the value. */
function withoutUnit(note: string, unit: string): string {
  const [first = "", ...rest] = note.split(" ");
  return unit !== "" && first.toLowerCase() === unit.toLowerCase() ? rest.join(" ") : note;
}
