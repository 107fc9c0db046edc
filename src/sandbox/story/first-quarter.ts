import { GROWTH } from "./cast.ts";
import { gesturesIn, type StoryContext } from "./gestures.ts";

const [MAYA, JONAS, PRIYA, LENA, TARIQ] = ["U0MAYA", "U0JONAS", "U0PRIYA", "U0LENA", "U0TARIQ"] as const;

/** Six weeks of one team: five bets with different verdicts, a dispute, retros, and a digest every Friday. */
export async function sixWeeks(telling: StoryContext): Promise<void> {
  const { slack } = telling.sandbox;
  const { amend, bet, click, goal, measured, preMortem, pulse, retro, settle, submit, until, votes } =
    gesturesIn(telling);

  // Week 41: the first command sets up the team; the next form is filled in with the typed sentence.
  await slack
    .as(MAYA)
    .command(GROWTH, "/bet", "Checklist on first login lifts activation from 32% to 40% by 30 Oct");
  await submit(MAYA, { name: "Growth" });
  await submit(MAYA, {
    belief: "We believe new users finish set-up when they see what is left, because most leave at step two.",
    chosen: "we-chose",
    alone: "yes",
  });
  await votes(1, { [LENA]: 70, [TARIQ]: 50, [PRIYA]: 90, [MAYA]: 70 });
  await preMortem(1, {
    [JONAS]: "We count our own test accounts, and believe the number.",
    [PRIYA]: "People leave at step two because they have decided to, list or no list.",
    [TARIQ]: "The release does not reach all markets in time.",
    [LENA]: "A list of seven things looks like work.",
  });
  await until("2026-10-05T11:00");
  await goal(JONAS, "Double weekly active teams", {
    metric: "Weekly active teams",
    baseline: "50",
    target: "100",
    current: "54",
  });
  await until("2026-10-06T10:30");
  await bet(LENA, "Shorter sign-up form: completed sign-ups from 61% to 66% by 23 Oct", {
    belief: "We believe people give up at the seventh field, because two of three stop there.",
    chosen: "we-chose",
    alone: "yes",
    guardrail: "Share of sign-ups that are real companies",
  });
  await votes(2, { [MAYA]: 50, [JONAS]: 30, [PRIYA]: 70, [LENA]: 50, [TARIQ]: 50 });
  await until("2026-10-07T14:00");
  await bet(TARIQ, "Annual plan banner raises upgrades from 4 to 6 points by 6 Nov", {
    belief: "We believe customers buy a year when they see what it saves.",
    chosen: "decided-for-us",
    alone: "no",
    dependency: "governance",
  });
  await votes(3, { [JONAS]: 30, [LENA]: 30 });
  await until("2026-10-08T11:15");
  await bet(PRIYA, "Weekly summary mail lifts weekly returns from 21% to 25% by 13 Nov", {
    belief: "We believe teams come back when they see what the others did.",
    chosen: "asked-and-agreed",
    alone: "yes",
    key_result: "Double weekly active teams · Weekly active teams",
  });
  await votes(4, { [JONAS]: 70, [TARIQ]: 70, [MAYA]: 70 });

  // Week 42: the first readings.
  await until("2026-10-13T09:40");
  await slack.as(JONAS).command(GROWTH, "/bet", "reading 1 33.5% first week on the dashboard");
  await until("2026-10-15T15:20");
  await click(LENA, "Take a reading", "Bet #2 ·");
  await submit(LENA, { value: "64.2 %", evidence: "ab-test", significant: "Yes" });
  await until("2026-10-16T11:00");
  await bet(JONAS, "Invite link in the header: invites per team from 1.8 to 2.4 by 9 Nov", {
    belief: "We believe people invite when the link is in sight.",
    chosen: "we-chose",
    alone: "yes",
  });
  await preMortem(5, {
    [MAYA]: "A link is no reason to invite somebody.",
    [TARIQ]: "The header is full already.",
  });
  await votes(5, { [JONAS]: 90, [LENA]: 70, [PRIYA]: 90 });

  await amend(MAYA, 1, {
    target: "36",
    reason: "The release reached half of our markets. The others get it in December.",
  });

  // Week 43: the first review, settled by one person and confirmed by another.
  await until("2026-10-23T10:20");
  await settle(LENA, 2, {
    value: "66.8",
    evidence: "ab-test",
    significant: "Yes",
    note: "Experiment 118, two weeks",
  });
  await click(JONAS, "Looks right", "Bet #2 hit.");
  await retro(2, {
    themes: { test_tube: [MAYA, LENA], four_leaf_clover: [TARIQ] },
    again: [MAYA, JONAS, PRIYA, LENA],
    notAgain: [],
    learnings: [
      {
        by: PRIYA,
        first: "Lena found that every field that we can fill in ourselves is one that nobody gives up at.",
        text: "Every field that we can fill in ourselves is one that nobody gives up at.",
        votes: [MAYA, JONAS, TARIQ],
      },
    ],
    steps: [{ by: LENA, text: "Fill in the company from the mail address", due: "2026-11-04" }],
  });

  // Week 44: a pulse after a hit; one bet is stopped early; the verdict on another is disputed.
  await until("2026-10-26T09:30");
  await pulse({
    [MAYA]: [4, 3, 5, 4],
    [JONAS]: [4, 4, 4, 4],
    [PRIYA]: [5, 3, 5, 3],
    [LENA]: [4, 2, 5, 4],
  });
  await until("2026-10-28T13:00");
  await slack.as(PRIYA).command(GROWTH, "/bet", "stop 4");
  await submit(PRIYA, {
    reason: "Twice as many people unsubscribe as come back. The rest of the test would cost us readers.",
  });
  await click(MAYA, "Looks right", "Bet #4 was stopped early.");
  await retro(4, {
    themes: { mag: [PRIYA, JONAS, MAYA], jigsaw: [JONAS] },
    again: [PRIYA, LENA],
    notAgain: [TARIQ, MAYA],
    learnings: [
      {
        by: JONAS,
        text: "A mail that nobody asked for is read as noise, however short it is.",
        votes: [PRIYA, LENA],
      },
    ],
    closedBy: TARIQ,
  });
  await measured(JONAS, "61");
  await until("2026-10-30T11:00");
  await settle(JONAS, 1, { value: "37", evidence: "before-after" });
  await click(TARIQ, "Dispute", "Bet #1 came in part-way.");
  await submit(TARIQ, { reason: "The dashboard counts our own test accounts." });

  // Week 45: settled again, with the number that the team agrees on.
  await until("2026-11-02T15:00");
  await settle(JONAS, 1, { value: "36.4", evidence: "before-after", note: "Without test accounts" });
  await click(LENA, "Looks right", "Bet #1 came in part-way.");
  await retro(1, {
    themes: { jigsaw: [MAYA, LENA], straight_ruler: [JONAS, TARIQ, PRIYA], mag: [LENA] },
    cameTrue: {
      "test accounts": [MAYA, LENA, TARIQ],
      "all markets": [JONAS, PRIYA, MAYA, TARIQ],
      "step two": [LENA],
    },
    again: [MAYA, JONAS, PRIYA, TARIQ, LENA],
    notAgain: [],
    learnings: [
      {
        by: MAYA,
        text: "People who skip set-up have already decided to leave.",
        votes: [JONAS, PRIYA, LENA, TARIQ, MAYA],
      },
      {
        by: TARIQ,
        text: "Take test accounts out before the first reading, not after the last.",
        votes: [JONAS, LENA],
      },
    ],
    steps: [{ by: PRIYA, text: "Interview five people who skipped set-up", due: "2026-11-10" }],
  });

  // Week 46: one bet backfires; another is settled only after the second reminder, and not disputed for a day.
  await until("2026-11-09T10:30");
  await settle(PRIYA, 5, { value: "1.7", evidence: "before-after" });
  await click(TARIQ, "Looks right", "Bet #5 backfired.");
  await retro(5, {
    themes: { mag: [TARIQ, JONAS], compass: [LENA] },
    again: [PRIYA],
    notAgain: [JONAS],
    learnings: [
      { by: LENA, text: "A link in sight is no reason to invite somebody.", votes: [MAYA, PRIYA, TARIQ] },
    ],
  });
  await until("2026-11-11T11:00");
  await pulse({
    [TARIQ]: [4, 4, 5, 3],
    [MAYA]: [4, 4, 4, 4],
    [LENA]: [5, 4, 5, 2],
    [JONAS]: [3, 4, 4, 3],
    [PRIYA]: [4, 3, 5, 3],
  });
  await settle(TARIQ, 3, { value: "4.1", evidence: "before-after" });
  await measured(MAYA, "66");
  await until("2026-11-13T16:30");
}

/** The rest of the year: no new bets. Next steps are asked about, kept, dropped and restored; most weeks are quiet. */
export async function december(telling: StoryContext): Promise<void> {
  const { asks, click, clickAlone, measured, readNumbers, until } = gesturesIn(telling);
  await until("2026-11-16T10:00");
  await readNumbers(TARIQ, "Growth · week 46");
  await until("2026-11-23T10:00");
  await click(LENA, "Keep", "Still worth it?");
  await until("2026-12-07T10:00");
  await asks(LENA, "/outcomes", "steps");
  await clickAlone(LENA, "Restore");
  await clickAlone(LENA, "Done", 2);
  await until("2026-12-14T09:30");
  await measured(JONAS, "81");
}
