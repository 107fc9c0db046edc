import { PULSE_QUESTIONS, type Rating } from "#domain/pulses/pulse.ts";
import { message, moment, paragraph } from "#slack/kit/blocks.ts";
import { momentWords } from "#slack/kit/dates.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { answerPulse } from "#usecases/pulses/answer-pulse.ts";
import { closePulseWhenAllAnswered } from "#usecases/pulses/close-pulse.ts";
import { findPulse } from "#usecases/pulses/find-pulse.ts";
import { replyBeside } from "#slack/surfaces/replies/reply-in-place.ts";
import { admitToPulse } from "./admit-to-pulse.ts";
import { PULSE_TITLE, pulseMessage } from "./pulse-message.ts";
import { QUESTION_WORDS, RATING_WORDS } from "./pulse-words.ts";

/** A tap of the pulse, by the button's value "<pulse>/<question>": the channel sees how many answered, and who tapped is told alone. */
export const onPulse =
  (rating: Rating) =>
  (deps: SurfaceDeps): OnButton =>
  async (args) => {
    const { ack, action, body } = args;
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const [id = "", asked] = (action.value ?? "").split("/");
    const question = PULSE_QUESTIONS.find((one) => one === asked);
    if (!question) return replyBeside(args, PULSE_TITLE, { kind: "pulse-not-found" });
    const admitted = await admitToPulse(deps, who, id);
    if (!admitted.ok) return replyBeside(args, PULSE_TITLE, admitted.error);
    const { workspace } = who;
    const taken = await answerPulse(deps, { workspace, pulse: id, person: who.user, question, rating });
    if (!taken.ok) return replyBeside(args, PULSE_TITLE, taken.error);
    const closed = await closePulseWhenAllAnswered(deps, { workspace, pulse: id, person: who.user });
    const { timeZone } = admitted.value.team;
    const { closesAt } = taken.value;
    const said = `${rating} (${RATING_WORDS[rating]}) for ${QUESTION_WORDS[question]} is in`;
    const told = paragraph(
      closed
        ? [
            `${said}. That was the last one: everybody has answered, so the pulse is closed and the answers are destroyed.`,
          ]
        : [`${said}; you can change it until `, moment(closesAt, momentWords(closesAt, timeZone)), "."],
    );
    // Opened from Home, the other statements stay in reach.
    const facts = body.view && !closed ? await findPulse(deps, { workspace, pulse: id }) : undefined;
    const rest = facts?.ok ? pulseMessage(facts.value, deps.now()).blocks : [];
    await replyBeside(args, PULSE_TITLE, message(told, ...rest));
    return deps.outbox.deliver();
  };
