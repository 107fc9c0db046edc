import { expect, test } from "vitest";
import { placedElements } from "#sandbox/slack/state/blocks.ts";
import { progressBar } from "#slack/kit/blocks.ts";
import { forge } from "#tests/support/forge.ts";
import { placeBet, settleBet, writePreMortem } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";
const SENTENCE = "Checklist lifts activation from 32% to 40% by 13 Nov";

const cardOf = async (s: Stage) => {
  const card = (await s.slack.readChannel(CHANNEL)).find(({ text }) => text.startsWith("Bet #1 · "));
  if (!card) throw new Error("Bet #1 has no card.");
  return { ...card, channel: CHANNEL };
};

/** The card's buttons but for the votes, and the options of its menu. */
async function controls(s: Stage): Promise<{ buttons: (string | undefined)[]; menu: string[] }> {
  const elements = placedElements((await cardOf(s)).blocks).map(({ element }) => element);
  return {
    buttons: elements
      .filter(({ type, action_id: id }) => type === "button" && !id?.startsWith("confidence_"))
      .map(({ text }) => text?.text),
    menu: elements
      .filter(({ type }) => type === "overflow")
      .flatMap(({ options }) => (options as { text: { text: string } }[]).map(({ text }) => text.text)),
  };
}

const MENU = ["Details", "Edit title or belief", "Amend the terms"];

test("a card has at most three buttons for what its bet needs next, and a menu of the rest", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const open = ["Take a reading", "If this fails, why?"];
  expect(await controls(s)).toEqual({
    buttons: [...open, "Shipped"],
    menu: [...MENU, "Settle or stop", "Delete"],
  });

  await writePreMortem(s, "U0BEN", "Nobody reads lists");
  expect(await controls(s)).toEqual({ buttons: [...open, "Shipped"], menu: [...MENU, "Settle or stop"] });

  await s.wait({ days: 11 });
  expect(await controls(s)).toEqual({ buttons: ["Settle", ...open], menu: [...MENU, "Shipped"] });

  await s.slack.as("U0BEN").command(CHANNEL, "/bet", "ship 1");
  expect(await controls(s)).toEqual({ buttons: ["Settle", ...open], menu: MENU });

  await settleBet(s, 1, "37");
  expect(await controls(s)).toEqual({ buttons: ["Details"], menu: [] });
  expect(s.slack.problems).toEqual([]);
});

test("the card is the title, the next date and one line of progress; what we believe shows while we vote on it", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE, CHANNEL, { belief: "We believe it helps" });
  const text = async () => (await s.texts())[1];
  expect(await text()).toContain(
    "Bet #1 · Checklist · open, review on Fri 13 Nov\nWe believe it helps\nActivation from 32 % to 40 %\nHow likely",
  );
  await s.slack.as("U0ANA").command(CHANNEL, "/bet", "reading 1 34.5");
  await s.wait({ days: 3 });
  expect(await text()).toBe(
    [
      "Bet #1 · Checklist · open, review on Fri 13 Nov",
      "Activation from 32 % to 40 % · now 34.5 % (Mon 2 Nov, before/after) · 31 % of the way",
    ].join("\n"),
  );
  // The bar is drawn for the eye. Read aloud, the line has its share in words.
  expect(JSON.stringify((await cardOf(s)).blocks)).toContain('"▓▓▓░░░░░░░ "');
});

test.each([
  [-0.3, "░░░░░░░░░░ "],
  [0, "░░░░░░░░░░ "],
  [0.099, "░░░░░░░░░░ "],
  [0.31, "▓▓▓░░░░░░░ "],
  [0.999, "▓▓▓▓▓▓▓▓▓░ "],
  [1, "▓▓▓▓▓▓▓▓▓▓ "],
  [1.4, "▓▓▓▓▓▓▓▓▓▓ "],
])("a share of %d is drawn as %s", (share, bar) => {
  expect(progressBar(share)).toEqual({ type: "text", text: bar });
});

test("details show what the card leaves out, in the menu and on a settled card", async () => {
  await using s = await stage();
  const ana = s.slack.as("U0ANA");
  await placeBet(s, SENTENCE, CHANNEL, { belief: "We believe it helps" });
  const details = () => JSON.stringify(ana.view().content).replaceAll("\u00a0", " ");
  await ana.choose(await cardOf(s), "more", "Details");
  expect(ana.view().content.title).toMatchObject({ text: "Bet #1" });
  expect(details()).toContain("We chose it");
  expect(details()).toContain("teams that test everything hit 8-34 %");
  expect(details()).not.toContain("actions");
  await ana.closeView();

  await settleBet(s, 1, "37");
  await ana.clickButton(await cardOf(s), "Details");
  expect(details()).toContain("We believe it helps");
  expect(details()).toContain("ended at 37 %");
});

test("/bet 1 answers with all of it, and with the card's buttons", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", "1");
  const shown = ana.ephemerals().at(-1)!;
  expect(shown.text).toContain("We chose it");
  await ana.choose({ channel: CHANNEL, ts: shown.ts }, "more", "Settle or stop");
  expect(ana.view().content.title).toMatchObject({ text: "Settle bet #1" });
});

test.each([
  ["bet_settle", "Settle bet #1"],
  ["bet_amend", "Amend bet #1"],
  ["bet_take_reading", "Reading of bet #1"],
  ["bet_pre_mortem", "If this fails, why?"],
])("the button %s on a card of an older version still works", async (action, title) => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", "1");
  const shown = ana.ephemerals().at(-1)!;
  forge(shown.blocks, "bet_take_reading", { action_id: action });
  await ana.clickButton({ channel: CHANNEL, ts: shown.ts }, action);
  expect(ana.view().content.title).toMatchObject({ text: title });
});

test.each(["bet_delete", "unknown/bet-1", "more/bet_delete/bet-1", "/", ""])(
  "a menu that carries “%s” does nothing",
  async (value) => {
    await using s = await stage();
    await placeBet(s, SENTENCE);
    const ana = s.slack.as("U0ANA");
    await ana.command(CHANNEL, "/bet", "1");
    const shown = ana.ephemerals().at(-1)!;
    forge(shown.blocks, "more", { options: [{ text: { type: "plain_text", text: "Forged" }, value }] });
    await ana.choose({ channel: CHANNEL, ts: shown.ts }, "more", "Forged");
    expect(s.shownTo("U0ANA").at(-1)).toContain("does nothing any more. Nothing was changed.");
    expect(ana.views()).toEqual([]);
  },
);
