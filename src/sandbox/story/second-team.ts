import type { Sandbox } from "#sandbox/sandbox.ts";
import { CHECKOUT } from "./cast.ts";

/** A second team begins in the story's first week, in a channel of its own: one bet, due while the story is told. */
export async function secondTeam({ slack }: Sandbox): Promise<void> {
  const maya = slack.as("U0MAYA");
  await maya.command(
    CHECKOUT,
    "/bet",
    "Address check at the door lifts paid orders from 71% to 74% by 20 Nov",
  );
  await maya.submit({ name: "Checkout" });
  await maya.submit({
    belief: "We believe fewer people give up when a wrong address is caught before they pay.",
    chosen: "we-chose",
    alone: "yes",
  });
  await slack
    .as("U0TARIQ")
    .say(CHECKOUT, "Support says one in twenty parcels comes back with a wrong house number.");
}
