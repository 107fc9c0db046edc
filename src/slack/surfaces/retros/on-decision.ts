import type { DecisionAnswer } from "#domain/retros/retro.ts";
import { inThread, replyRefusal, replyWithLines } from "#slack/surfaces/replies/reply.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { answerDecision } from "#usecases/retros/answer-decision.ts";
import { admitToRetro } from "./admit-to-retro.ts";
import { ANSWER_WORDS } from "./retro-words.ts";

/** An answer to the anonymous question. Only the person who answered gets a reply. */
export const onDecision =
  (answer: DecisionAnswer) =>
  (deps: SurfaceDeps): OnButton =>
  async ({ ack, action, body, respond }) => {
    await ack();
    const respondInThread = inThread(respond, body.message?.["thread_ts"]);
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const admitted = await admitToRetro(deps, who, action.value ?? "");
    if (!admitted.ok) return replyRefusal(respondInThread, admitted.error);
    const { workspace, id } = admitted.value.retro;
    const answered = await answerDecision(deps, { workspace, retro: id, person: who.user, answer });
    if (!answered.ok) return replyRefusal(respondInThread, answered.error);
    await replyWithLines(
      respondInThread,
      `Your answer is in: ${ANSWER_WORDS[answer].toLowerCase()}. You can change it until the retro closes.`,
    );
    // The channel sees how many have taken part.
    return deps.outbox.deliver();
  };
