import type { ModalView } from "@slack/types";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { openFormAbout, openView, refusalView } from "#slack/surfaces/replies/open-view.ts";
import { findRetro, type RetroFacts } from "#usecases/retros/find-retro.ts";
import { admitToRetro } from "./admit-to-retro.ts";
import { learningForm } from "#slack/surfaces/learnings/learning-form.ts";
import { nextStepForm } from "#slack/surfaces/next-steps/next-step-form.ts";
import { todayOf } from "#usecases/deps.ts";

/** A retro's button that opens a form. */
const formButton =
  (formOf: (facts: RetroFacts, today: Temporal.PlainDate, id: string) => ModalView) =>
  (deps: SurfaceDeps): OnButton =>
  async ({ ack, action, body, client }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const retro = action.value ?? "";
    const facts = await findRetro(deps, { workspace: who.workspace, retro });
    if (!facts.ok) return openView(client, body.trigger_id, refusalView(facts.error));
    const { team } = facts.value;
    const today = todayOf(deps, team);
    const form = formOf(facts.value, today, deps.newId());
    return openFormAbout(client, body, team, form, admitToRetro(deps, who, retro));
  };

export const onAddLearning = formButton(({ bet }, _today, id) => learningForm(bet, id));

export const onAddNextStep = formButton(({ bet }, today, id) => nextStepForm(bet, today, id));
