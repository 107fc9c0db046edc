import { expect, test } from "vitest";
import { countSquare } from "#domain/retros/square.ts";
import { aBet, aRetro, final } from "#tests/support/facts.ts";

const again = { decision: { kind: "agreed", answer: "again" } } as const;
const notAgain = { decision: { kind: "split", again: 1, notAgain: 4 } } as const;

test("counts each settled bet once, by its retro's answers and its verdict", () => {
  const bets = [
    aBet(1, final(40)),
    aBet(2, final(36)),
    aBet(3, final(33)),
    aBet(4, final(40)),
    aBet(5, final(30)),
    aBet(6, final("invalid")),
    aBet(7, final(40)),
    aBet(8, final(40)),
    aBet(9, final(40)),
    aBet(10),
  ];
  const retros = [
    aRetro(1, again),
    aRetro(2, again),
    aRetro(3, again),
    aRetro(4, notAgain),
    aRetro(5, notAgain),
    aRetro(6, again),
    aRetro(7, { decision: { kind: "too-few" } }),
    aRetro(8, again, false),
  ];
  expect(countSquare(bets, retros)).toEqual({ paidOff: 2, badLuck: 1, lucky: 1, lesson: 1, unplaced: 4 });
  expect(countSquare([], [])).toEqual({ paidOff: 0, badLuck: 0, lucky: 0, lesson: 0, unplaced: 0 });
});
