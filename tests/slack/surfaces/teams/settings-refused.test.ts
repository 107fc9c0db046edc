import { describe, expect, test } from "vitest";
import { setUpTeam } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

/** Submits a threshold that the list doesn't offer, as a forged request would. */
async function submitForged(s: Stage, value: string) {
  const ana = s.slack.as("U0ANA");
  const block = ana.view().content.blocks.find(({ block_id }) => block_id === "anonymity_threshold");
  const option = { text: { type: "plain_text", text: "forged" }, value };
  Object.assign(Object(block)["element"], { options: [option], initial_option: undefined });
  return ana.submit({ anonymity_threshold: value });
}

describe.each(["set-up", "settings"])("%s", (form) => {
  test.each([
    ["2", "cannot be under 3"],
    ["1", "cannot be under 3"],
    ["0", "cannot be under 3"],
    ["-5", "cannot be under 3"],
    ["3.5", "Please choose how many answers it takes."],
    ["many", "Please choose how many answers it takes."],
    ["NaN", "Please choose how many answers it takes."],
  ])("rejects a threshold of %s beside its field and changes nothing", async (value, words) => {
    await using s = await stage();
    if (form === "settings") await setUpTeam(s);
    const before = await s.texts();
    await s.slack.as("U0ANA").command("C0GROWTH", "/outcomes", "settings");
    const { errors } = await submitForged(s, value);
    expect(errors).toEqual({ anonymity_threshold: expect.stringContaining(words) });
    expect(await s.texts()).toEqual(before);
    expect([s.slack.problems, s.logged]).toEqual([[], []]);
  });
});
