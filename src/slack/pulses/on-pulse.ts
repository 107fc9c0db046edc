import { PULSE_QUESTIONS, type Rating } from "#domain/pulse.ts";
import { answer, refuse } from "#slack/answer.ts";
import { message, moment, paragraph } from "#slack/blocks.ts";
import { momentWords } from "#slack/days.ts";
import type { SlackDeps } from "#slack/deps.ts";
import { type OnButton, workspaceOf } from "#slack/listener.ts";
import { answerPulse } from "#usecases/answer-pulse.ts";
import { closePulseWhenAllAnswered } from "#usecases/close-pulse.ts";
import { admitToPulse } from "./admit-to-pulse.ts";
import { QUESTION_WORDS, RATING_WORDS } from "./words.ts";

/** A tap of the pulse, by the button's value "<pulse>/<question>": the channel sees how many answered, and who tapped is told alone. */
export const onPulse =
  (rating: Rating) =>
  (deps: SlackDeps): OnButton =>
  async ({ ack, action, body, respond }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const [id = "", asked] = (action.value ?? "").split("/");
    const question = PULSE_QUESTIONS.find((one) => one === asked);
    if (!question) return refuse(respond, { kind: "pulse-not-found" });
    const admitted = await admitToPulse(deps, who, id);
    if (!admitted.ok) return refuse(respond, admitted.error);
    const { workspace } = who;
    const taken = await answerPulse(deps, { workspace, pulse: id, person: who.user, question, rating });
    if (!taken.ok) return refuse(respond, taken.error);
    const closed = await closePulseWhenAllAnswered(deps, { workspace, pulse: id, person: who.user });
    const { timeZone } = admitted.value.team;
    const { closesAt } = taken.value;
    const said = `${rating} (${RATING_WORDS[rating]}) for ${QUESTION_WORDS[question]} is in`;
    await answer(
      respond,
      message(
        paragraph(
          closed
            ? [
                `${said}. That was the last one: everybody has answered, so the pulse is closed and the answers are destroyed.`,
              ]
            : [`${said}; you can change it until `, moment(closesAt, momentWords(closesAt, timeZone)), "."],
        ),
      ),
    );
    return deps.messenger.deliver();
  };
