import { expect, test } from "vitest";
import { composeRecap } from "#domain/recaps/recap.ts";
import { markdownForm } from "#slack/surfaces/recaps/markdown-form.ts";
import { aLearning, aTeam, instant } from "#tests/support/facts.ts";

const formOf = (learnings: number) =>
  markdownForm(
    composeRecap({
      team: aTeam(),
      quarter: { year: 2026, number: 4 },
      at: instant("2026-12-20T09:00:00Z"),
      bets: [],
      running: 0,
      retros: [],
      reasons: [],
      learnings: Array.from({ length: learnings }, (_, index) => aLearning(`${index} ${"word ".repeat(38)}`)),
      nextSteps: [],
      goals: [],
      pulses: [],
    }),
  );

test.each([
  [100, false],
  [900, true],
])("with %d learnings, says that some Markdown doesn't fit in the form: %s", (learnings, isCut) => {
  const { blocks } = formOf(learnings);
  expect(blocks.filter(({ type }) => type === "input").length).toBeLessThanOrEqual(40);
  expect(JSON.stringify(blocks.at(-1)).includes("A form has no room for the last ")).toBe(isCut);
});
