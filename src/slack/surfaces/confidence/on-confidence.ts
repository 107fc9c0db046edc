import type { Percent } from "#domain/confidence/confidence.ts";
import { admitToBet } from "#slack/surfaces/replies/admission.ts";
import { replyRefusal, replyWithLines } from "#slack/surfaces/replies/reply.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { castConfidence } from "#usecases/confidence/cast-confidence.ts";
import { closeWhenAllVoted } from "#usecases/confidence/close-confidence.ts";
import { answerWords } from "./confidence-words.ts";

/** Casts a sealed vote. The channel sees only the number of votes; the voter gets a private confirmation. */
export const onConfidence =
  (percent: Percent) =>
  (deps: SurfaceDeps): OnButton =>
  async ({ ack, action, body, respond }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const admitted = await admitToBet(deps, who, action.value ?? "");
    if (!admitted.ok) return replyRefusal(respond, admitted.error);
    const { workspace, id } = admitted.value.bet;
    const cast = await castConfidence(deps, { workspace, bet: id, person: who.user, percent });
    if (!cast.ok) return replyRefusal(respond, cast.error);
    const closed = await closeWhenAllVoted(deps, { workspace, bet: id });
    await replyWithLines(
      respond,
      `Your vote on bet #${cast.value.number} is in: ${answerWords(percent)}.`,
      closed
        ? "That was the last one: everybody has voted, so the poll is closed and the votes are destroyed. The card shows what they gave."
        : "You can change it until the poll closes. It is kept without a name; whoever runs the server could work out whose it is until then, and nobody can afterwards.",
    );
    return deps.outbox.deliver();
  };
