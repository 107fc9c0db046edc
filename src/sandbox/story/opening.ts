import { GROWTH } from "./cast.ts";
import { gesturesIn, type StoryContext } from "./gestures.ts";

/** Where the sandbox begins: a team that was just set up, and its first bet, which two of five have voted on. */
export async function playOpening(telling: StoryContext): Promise<void> {
  const { submit, votes } = gesturesIn(telling);
  const { slack } = telling.sandbox;
  await slack
    .as("U0MAYA")
    .command(GROWTH, "/bet", "Checklist on first login lifts activation from 32% to 40% by 30 Oct");
  await submit("U0MAYA", { name: "Growth" });
  await submit("U0MAYA", {
    belief: "We believe new users finish set-up when they see what is left, because most leave at step two.",
    chosen: "we-chose",
  });
  await votes(1, { U0JONAS: 70, U0PRIYA: 50 });
}
