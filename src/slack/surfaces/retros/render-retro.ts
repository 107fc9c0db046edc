import type { DeliveryKind } from "#domain/deliveries/delivery.ts";
import { THEMES } from "#domain/retros/retro.ts";
import type { RenderKind, Rendering } from "#slack/platform/deliveries/rendering.ts";
import { parseSettlementId } from "#slack/surfaces/verdicts/settlement-id.ts";
import { findLearning, findRetro, type RetroFacts } from "#usecases/retros/find-retro.ts";
import { findStep } from "#usecases/next-steps/mark-step.ts";
import { learningMessage } from "#slack/surfaces/learnings/learning-message.ts";
import { renderPreMortem } from "#slack/surfaces/pre-mortems/pre-mortem-message.ts";
import { decisionPrompt, themesPrompt } from "./retro-prompts.ts";
import { retroMessage } from "./retro-message.ts";
import { retroClosing, retroSummary } from "./retro-summary.ts";
import { LEARNING_EMOJI } from "#domain/learnings/learning.ts";
import { nextStepMessage } from "#slack/surfaces/next-steps/next-step-message.ts";

/** Renders each kind of message of a retro. */
export const RETRO_RENDERERS = {
  retro: ofRetro((facts) => ({ message: retroMessage(facts) })),
  "retro-themes": ofRetro((facts) => ({
    message: themesPrompt(facts),
    emojis: THEMES.map(({ emoji }) => emoji),
  })),
  "retro-decision": ofRetro((facts) => ({ message: decisionPrompt(facts) })),
  "pre-mortem": async (deps, { workspace, subject }) => {
    // The subject is "<retro>/<page>", in the format of a settlement's "<bet>/<round>".
    const { bet: retro, round: page } = parseSettlementId(subject);
    const facts = await findRetro(deps, { workspace, retro });
    return facts.ok ? renderPreMortem(facts.value, page) : undefined;
  },
  "retro-summary": ofRetro((facts) => ({
    message: facts.hasOwnThread ? retroSummary(facts) : retroClosing(facts),
  })),
  learning: async (deps, { workspace, subject }) => {
    const found = await findLearning(deps, { workspace, learning: subject });
    if (!found) return undefined;
    const message = learningMessage(found.learning);
    return found.voting ? { message, emojis: [LEARNING_EMOJI] } : { message };
  },
  "next-step": async (deps, { workspace, subject }) => {
    const step = await findStep(deps, { workspace, step: subject });
    return step && { message: nextStepMessage(step) };
  },
} as const satisfies Partial<Record<DeliveryKind, RenderKind>>;

function ofRetro(render: (facts: RetroFacts) => Rendering): RenderKind {
  return async (deps, { workspace, subject }) => {
    const facts = await findRetro(deps, { workspace, retro: subject });
    return facts.ok ? render(facts.value) : undefined;
  };
}
