import { CHECKOUT, PRICING } from "./cast.ts";
import { gesturesIn, type StoryContext } from "./gestures.ts";

const [MAYA, JONAS, PRIYA, TARIQ] = ["U0MAYA", "U0JONAS", "U0PRIYA", "U0TARIQ"] as const;

const OWN = { chosen: "we-chose", alone: "yes" } as const;

/** Two more teams start in the story's first week, each in its own channel. */
export async function otherTeams(telling: StoryContext): Promise<void> {
  const { slack } = telling.sandbox;
  const checkout = gesturesIn(telling, CHECKOUT);
  const address = "Address check at the door lifts paid orders from 71% to 74% by 20 Nov";
  await slack.as(MAYA).command(CHECKOUT, "/bet", address);
  await checkout.submit(MAYA, { name: "Checkout" });
  await checkout.submit(MAYA, {
    belief: "We believe fewer people give up when a wrong address is caught before they pay.",
    ...OWN,
  });
  await slack
    .as(TARIQ)
    .say(CHECKOUT, "Support says one in twenty parcels comes back with a wrong house number.");

  const pricing = gesturesIn(telling, PRICING);
  await slack.as(MAYA).command(PRICING, "/bet", "Two plans for three: upgrades from 5% to 6% by 15 Jan");
  await pricing.submit(MAYA, { name: "Pricing" });
  await pricing.submit(MAYA, { belief: "We believe that two are easier to choose from.", ...OWN });
}

/** Week 47: Checkout's first bet hits, and the team places two similar ones. */
export async function otherTeamsInNovember(telling: StoryContext): Promise<void> {
  const { agreed, bet, until } = gesturesIn(telling, CHECKOUT);
  await until("2026-11-20T11:00");
  await agreed(MAYA, TARIQ, 1, { value: "74.6" });
  const belief = "We believe what helped at the address helps here.";
  await bet(PRIYA, "Card check while typing lifts paid cards from 88% to 89% by 15 Jan", { belief, ...OWN });
  await bet(TARIQ, "Postcode first lifts finished addresses from 80% to 81% by 15 Jan", { belief, ...OWN });
}

/** Week 2 of the new year: both hit, and Checkout places three more. Pricing settles its only bet. */
export async function otherTeamsInJanuary(telling: StoryContext): Promise<void> {
  const { agreed, bet, until } = gesturesIn(telling, CHECKOUT);
  await until("2027-01-15T11:00");
  await agreed(PRIYA, MAYA, 2, { value: "89.4" });
  await agreed(TARIQ, MAYA, 3, { value: "81.5" });
  const belief = "We believe it does no harm, and helps a little.";
  await bet(MAYA, "Larger pay button lifts paid orders from 74% to 74.5% by 26 Feb", { belief, ...OWN });
  await bet(PRIYA, "Fewer logos below: paid orders on phones from 60% to 61% by 26 Feb", { belief, ...OWN });
  await bet(TARIQ, "Receipt at once: questions on receipts from 40 to 38 by 26 Feb", { belief, ...OWN });
  await gesturesIn(telling, PRICING).agreed(JONAS, MAYA, 1, { value: "5.4" });
}

/** Week 8: six of six hit. Checkout's digest has a nudge about it, which the team silences for the quarter. */
export async function otherTeamsInFebruary(telling: StoryContext): Promise<void> {
  const { agreed, clickAndRead, until } = gesturesIn(telling, CHECKOUT);
  await until("2027-02-26T10:30");
  await agreed(MAYA, TARIQ, 4, { value: "74.8" });
  await agreed(PRIYA, TARIQ, 5, { value: "61.2" });
  await agreed(TARIQ, MAYA, 6, { value: "35" });
  await until("2027-02-26T16:15");
  await clickAndRead(PRIYA, "Silence this for the quarter", "may be too safe");
}

/** The last days of the story, which end with one open bet. */
export async function otherTeamsInApril(telling: StoryContext): Promise<void> {
  const { bet, preMortem, votes } = gesturesIn(telling, PRICING);
  await bet(MAYA, "One page of prices: upgrades from 5.4% to 6.4% by 28 May", {
    belief: "We believe people leave where they have to ask what it costs.",
    ...OWN,
  });
  await votes(2, { [MAYA]: 70, [JONAS]: 50 });
  await preMortem(2, { [JONAS]: "Those who ask are not those who leave." });
}
