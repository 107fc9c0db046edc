import type { DeliveryKind } from "#domain/delivery.ts";
import { LEARNING_EMOJI, THEMES } from "#domain/retro.ts";
import type { DrawKind, Drawing } from "#slack/drawing.ts";
import { settlingOf } from "#slack/bets/settling.ts";
import { findLearning, findRetro, type RetroFacts } from "#usecases/find-retro.ts";
import { findStep } from "#usecases/mark-step.ts";
import { learningMessage, nextStepMessage } from "./learning-message.ts";
import { preMortemDrawing } from "./pre-mortem-message.ts";
import { decisionPrompt, themesPrompt } from "./prompts.ts";
import { retroMessage } from "./retro-message.ts";
import { retroSummary } from "./summary.ts";

/** How the messages of a retro are drawn. */
export const RETRO_DRAWINGS = {
  retro: ofRetro((facts) => ({ message: retroMessage(facts) })),
  "retro-themes": ofRetro((facts) => ({
    message: themesPrompt(facts),
    emojis: THEMES.map(({ emoji }) => emoji),
  })),
  "retro-decision": ofRetro((facts) => ({ message: decisionPrompt(facts) })),
  "pre-mortem": async (deps, { workspace, subject }) => {
    // "<retro>/<page>", as a settling is "<bet>/<round>".
    const { bet: retro, round: page } = settlingOf(subject);
    const facts = await findRetro(deps, { workspace, retro });
    return facts.ok ? preMortemDrawing(facts.value, page) : undefined;
  },
  "retro-summary": ofRetro((facts) => ({ message: retroSummary(facts), alsoInChannel: true })),
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
} as const satisfies Partial<Record<DeliveryKind, DrawKind>>;

function ofRetro(draw: (facts: RetroFacts) => Drawing): DrawKind {
  return async (deps, { workspace, subject }) => {
    const facts = await findRetro(deps, { workspace, retro: subject });
    return facts.ok ? draw(facts.value) : undefined;
  };
}
