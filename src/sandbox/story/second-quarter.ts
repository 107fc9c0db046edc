import { gesturesIn, type StoryContext } from "./gestures.ts";

const [MAYA, JONAS, PRIYA, LENA, TARIQ] = ["U0MAYA", "U0JONAS", "U0PRIYA", "U0LENA", "U0TARIQ"] as const;

const OWN = { chosen: "we-chose", alone: "yes" } as const;
const HANDED_DOWN = { chosen: "decided-for-us", alone: "no", dependency: "governance" } as const;

/** A new quarter with a new objective and six bets, half of them retroBasics or held up by others. */
export async function january(telling: StoryContext): Promise<void> {
  const { asks, bet, closeGoal, goal, until, votes } = gesturesIn(telling);
  await until("2027-01-04T10:30");
  await closeGoal(JONAS);
  await goal(JONAS, "New teams find their way alone", {
    metric: "Teams that stay four weeks",
    unit: "%",
    baseline: "40",
    target: "50",
    current: "41",
  });

  // The team searches what it already knows, and places a bet that cites a learning.
  await asks(PRIYA, "/bet", "search sign-ups");
  const lookedUp =
    "Company looked up from the mail address lifts completed sign-ups from 67% to 70% by 12 Feb";
  await asks(JONAS, "/bet", lookedUp);
  await bet(JONAS, lookedUp, {
    belief: "We believe fewer people give up when there is less to type.",
    cites: "Every field that we can fill in ourselves is one that nobody gives up at.",
    key_result: "New teams find their way alone · Teams that stay four weeks",
    ...OWN,
  });
  await votes(6, { [MAYA]: 70, [LENA]: 70, [PRIYA]: 90 });
  await asks(LENA, "/bet", "6");
  await until("2027-01-05T14:00");
  await bet(LENA, "Tips on empty pages lift teams that stay four weeks from 40% to 44% by 19 Feb", {
    belief: "We believe an empty page is where people stop.",
    key_result: "New teams find their way alone · Teams that stay four weeks",
    ...OWN,
  });
  await votes(7, { [MAYA]: 10, [JONAS]: 30, [TARIQ]: 10 });
  await bet(TARIQ, "Trial of thirty days: trials that buy from 9% to 11% by 26 Feb", {
    belief: "We believe that more time shows more of the value.",
    ...HANDED_DOWN,
  });
  await votes(8, { [JONAS]: 50, [LENA]: 30, [PRIYA]: 50 });
  await until("2027-01-06T09:40");
  await bet(PRIYA, "Price on the first page: sign-ups a week from 410 to 450 by 5 Mar", {
    belief: "We believe that a price in sight is trusted.",
    ...HANDED_DOWN,
  });
  await bet(MAYA, "Export to spreadsheets: teams that stay from 88% to 90% by 12 Mar", {
    belief: "We believe teams leave that cannot take their numbers along, because four of ten said so.",
    ...OWN,
    alone: "no",
    dependency: "technical",
  });
  await votes(10, { [JONAS]: 70, [LENA]: 50, [PRIYA]: 70 });
  await bet(PRIYA, "Fewer mails: people who unsubscribe from 4% to 2% by 19 Mar", {
    belief: "We believe people leave because of how many mails there are.",
    chosen: "asked-and-agreed",
    alone: "yes",
  });
  await votes(11, { [MAYA]: 70, [LENA]: 90, [TARIQ]: 70 });
}

/** One person takes all readings. The bet that cites a learning hits, and so does one that nobody believed in. */
export async function february(telling: StoryContext): Promise<void> {
  const { agreed, looksBehind, measured, pulse, retro, until } = gesturesIn(telling);
  const { slack } = telling.sandbox;
  await until("2027-01-18T09:30");
  for (const shipped of ["6 12 Jan", "7 14 Jan", "8 15 Jan", "10"])
    await slack.as(JONAS).command("C0GROWTH", "/bet", `ship ${shipped}`);
  for (const reading of ["6 68%", "7 41%", "8 9.1%", "9 408", "10 88.1%", "11 3.9%"])
    await slack.as(JONAS).command("C0GROWTH", "/bet", `reading ${reading}`);
  await until("2027-02-12T10:30");
  await agreed(PRIYA, TARIQ, 6, { value: "70.4", evidence: "ab-test", significant: "Yes" });
  await measured(LENA, "46");
  await retro(6, {
    themes: { test_tube: [MAYA, LENA] },
    again: [MAYA, JONAS, PRIYA, LENA],
    notAgain: [],
    learnings: [],
    steps: [{ by: MAYA, text: "Look up the company in the import as well", due: "2027-02-26" }],
    closedBy: MAYA,
  });
  await until("2027-02-12T15:00");
  await pulse({
    [MAYA]: [4, 4, 5, 4],
    [PRIYA]: [5, 4, 5, 4],
    [LENA]: [4, 4, 4, 3],
    [TARIQ]: [4, 5, 5, 4],
  });
  await until("2027-02-19T10:30");
  await agreed(LENA, JONAS, 7, { value: "44.2", note: "A campaign ran in the same weeks" });
  await retro(7, {
    themes: { four_leaf_clover: [MAYA, JONAS, TARIQ] },
    again: [],
    notAgain: [MAYA, JONAS, TARIQ],
    learnings: [{ by: TARIQ, text: "Ask who else is running a campaign before we read.", votes: [MAYA] }],
    closedBy: JONAS,
  });
  await looksBehind(LENA);
}

/** The bets decided by others are settled, a nudge says what they have in common, and the quarter ends. */
export async function march(telling: StoryContext): Promise<void> {
  const { agreed, asks, measured, opensAlone, readNumbers, retro, until } = gesturesIn(telling);
  const retroBasics = { themes: {}, learnings: [], closedBy: MAYA };
  await until("2027-02-26T17:00");
  await agreed(JONAS, LENA, 8, { value: "9.3" });
  await until("2027-03-05T10:30");
  await agreed(TARIQ, PRIYA, 9, { value: "402" });
  await until("2027-03-12T10:30");
  await agreed(MAYA, TARIQ, 10, { value: "88.4", evidence: "ab-test", significant: "Yes" });
  await retro(10, { ...retroBasics, again: [JONAS, PRIYA, LENA, TARIQ], notAgain: [] });
  await until("2027-03-19T10:30");
  await agreed(PRIYA, MAYA, 11, { value: "3.6" });
  await retro(11, { ...retroBasics, again: [PRIYA], notAgain: [JONAS, LENA, TARIQ] });
  await measured(JONAS, "48");
  await until("2027-03-22T09:30");
  await asks(LENA, "/outcomes", "across");
  await asks(LENA, "/outcomes");
  await readNumbers(LENA, "Growth · week 11");
  await until("2027-04-02T16:30");
  await asks(MAYA, "/outcomes", "recap 2027-Q1");
  await opensAlone(MAYA, "Whole quarter");
}
