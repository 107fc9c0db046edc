import type { Sandbox } from "#sandbox/sandbox.ts";

/** Sets up #growth as a team with one bet. */
export async function placeOneBet({ slack }: Sandbox): Promise<void> {
  const maya = slack.as("U0MAYA");
  await maya.command("C0GROWTH", "/bet", "Checklist lifts activation from 32% to 40% by 30 Oct");
  await maya.submit({ name: "Growth" });
  await maya.submit({ chosen: "we-chose" });
}

/** The same, and settles the bet and confirms its verdict, so that its retro is open. */
export async function openOneRetro(sandbox: Sandbox): Promise<void> {
  await placeOneBet(sandbox);
  const { slack } = sandbox;
  await slack.as("U0MAYA").command("C0GROWTH", "/bet", "settle 1");
  await slack.as("U0MAYA").submit({ value: "37" });
  const verdict = (await slack.readChannel("C0GROWTH")).findLast(({ text }) =>
    text.includes("came in part-way"),
  );
  await slack.as("U0JONAS").clickButton({ channel: "C0GROWTH", ts: verdict?.ts ?? "" }, "Looks right");
}
