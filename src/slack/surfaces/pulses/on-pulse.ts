import { PULSE_QUESTIONS, type Rating } from "#domain/pulses/pulse.ts";
import { message, dateSpan, paragraph } from "#slack/kit/blocks.ts";
import { formatInstant } from "#slack/kit/dates.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { answerPulse } from "#usecases/pulses/answer-pulse.ts";
import { closePulseWhenAllAnswered } from "#usecases/pulses/close-pulse.ts";
import { findPulse } from "#usecases/pulses/find-pulse.ts";
import { replyEphemerally } from "#slack/surfaces/replies/reply-in-place.ts";
import { admitToPulse } from "./admit-to-pulse.ts";
import { PULSE_TITLE, pulseMessage } from "./pulse-message.ts";
import { QUESTION_WORDS, RATING_WORDS } from "./pulse-words.ts";

/**
 * A click on a rating; the button's value is "<pulse>/<question>". The channel sees only how many answered; the reply
 * goes to the person who clicked.
 */
export const onPulse =
  (rating: Rating) =>
  (deps: SurfaceDeps): OnButton =>
  async (args) => {
    const { ack, action, body } = args;
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const [id = "", value] = (action.value ?? "").split("/");
    const question = PULSE_QUESTIONS.find((known) => known === value);
    if (!question) return replyEphemerally(args, PULSE_TITLE, { kind: "pulse-not-found" });
    const admitted = await admitToPulse(deps, who, id);
    if (!admitted.ok) return replyEphemerally(args, PULSE_TITLE, admitted.error);
    const { workspace } = who;
    const answered = await answerPulse(deps, { workspace, pulse: id, person: who.user, question, rating });
    if (!answered.ok) return replyEphemerally(args, PULSE_TITLE, answered.error);
    const closed = await closePulseWhenAllAnswered(deps, { workspace, pulse: id, person: who.user });
    const { timeZone } = admitted.value.team;
    const { closesAt } = answered.value;
    const confirmation = `${rating} (${RATING_WORDS[rating]}) for ${QUESTION_WORDS[question]} is in`;
    const answer = paragraph(
      closed
        ? [
            `${confirmation}. That was the last one: everybody has answered, so the pulse is closed and the answers are destroyed.`,
          ]
        : [
            `${confirmation}; you can change it until `,
            dateSpan(closesAt, formatInstant(closesAt, timeZone)),
            ".",
          ],
    );
    // In a modal (from Home), keep the statements below so that the person can go on.
    const facts = body.view && !closed ? await findPulse(deps, { workspace, pulse: id }) : undefined;
    const rest = facts?.ok ? pulseMessage(facts.value, deps.now()).blocks : [];
    await replyEphemerally(args, PULSE_TITLE, message(answer, ...rest));
    return deps.outbox.deliver();
  };
