import { admitToBet } from "#slack/surfaces/replies/admission.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { notice, readMetadata } from "#slack/kit/form.ts";
import { type OnButton, type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { openFormAbout, openView, refusalView } from "#slack/surfaces/replies/open-view.ts";
import { findBet } from "#usecases/bets/find-bet.ts";
import { ownPreMortem, writePreMortem } from "#usecases/pre-mortems/write-pre-mortem.ts";
import {
  preMortemErrors,
  preMortemForm,
  preMortemMetadata,
  readPreMortem,
  writtenNotice,
} from "./pre-mortem-form.ts";

/** *If this fails, why?*: opens the form, filled with what the person wrote before. */
export function onPreMortem(deps: SurfaceDeps): OnButton {
  return async ({ ack, action, body, client }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const bet = action.value ?? "";
    const facts = await findBet(deps, { workspace: who.workspace, bet });
    if (!facts.ok) return openView(client, body.trigger_id, refusalView(facts.error));
    const { number, state } = facts.value.bet;
    const view =
      state.kind === "open"
        ? preMortemForm(
            facts.value,
            await ownPreMortem(deps, { workspace: who.workspace, bet, person: who.user }),
          )
        : notice(`Bet #${number}`, explain({ kind: "already-settled", number }));
    return openFormAbout(client, body, facts.value.team, view, admitToBet(deps, who, bet));
  };
}

/** Only the writer sees what became of the text; the card counts how many have written. */
export function onPreMortemSubmitted(deps: SurfaceDeps): OnSubmit {
  return async ({ ack, body, view }) => {
    const { bet } = readMetadata(preMortemMetadata, view);
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const read = readPreMortem(view);
    if (!read.ok) return ack({ response_action: "errors", errors: read.error });
    const { text } = read.value;
    const admitted = await admitToBet(deps, who, bet);
    const written = admitted.ok
      ? await writePreMortem(deps, { workspace: who.workspace, bet, person: who.user, text })
      : admitted;
    if (!written.ok)
      return ack({ response_action: "errors", errors: preMortemErrors(explain(written.error)) });
    await ack({ response_action: "update", view: writtenNotice(written.value) });
    return deps.outbox.deliver();
  };
}
