import { expect, test } from "vitest";
import { BOT } from "#sandbox/sandbox.ts";
import { forge } from "#tests/support/forge.ts";
import { ACTIONS, CHOICES } from "#slack/surfaces/ids.ts";
import { addBet, addLearning, addStep, databaseFile, teamOf, writeDatabase } from "#tests/support/ledger.ts";
import { placeBet, setUpTeam, toggleMore } from "#tests/support/moves.ts";
import { stage } from "#tests/support/stage.ts";
import { openHome, shown } from "./open-home.ts";

test("Home shows the team with the most waiting, until the person chooses another; the choice stays", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  await setUpTeam(s, "C0OTHER");
  await writeDatabase(file.path, async (store) => {
    await addBet(store, await teamOf(store), { number: 5, title: "Here", reviewOn: "2026-12-20" });
    await addBet(store, await teamOf(store, "C0OTHER"), {
      number: 1,
      title: "There",
      reviewOn: "2026-10-20",
    });
  });
  const other = (await teamOf(s.app.store, "C0OTHER")).id;
  const growth = (await teamOf(s.app.store)).id;
  const { person, home, text, lines } = await openHome(s);
  expect(lines()).toContain("other · 1 open bet");
  await person.choose(home(), "home_team", growth);
  expect(lines()).toContain("growth · 1 open bet");
  expect(text()).toContain("other · #1 There: final reading due");
  await person.clickButton(home(), "Place a bet");
  expect(shown(person.view().content)).not.toContain("There");
  await person.submit({
    title: "Checklist",
    metric: "m",
    baseline: "1",
    target: "2",
    chosen: "we-chose",
  });
  expect(lines()).toContain("growth · 2 open bets");
  await s.restart({ hours: 1 });
  await person.openHome();
  expect(lines()).toContain("growth · 2 open bets");
  await person.choose(home(), "home_team", other);
  expect(lines()).toContain("other · 1 open bet");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a team that was chosen and is gone gives way to another", async () => {
  await using s = await stage();
  await setUpTeam(s);
  await setUpTeam(s, "C0OTHER");
  const other = (await teamOf(s.app.store, "C0OTHER")).id;
  const { person, home, lines } = await openHome(s);
  await person.choose(home(), "home_team", other);
  expect(lines()).toContain("other ▾ [Place a bet] [This week] [Goals] [Learnings] …");
  s.slack.change("C0OTHER", { members: ["U0DEV", BOT] });
  await s.wait({ minutes: 2 });
  await person.openHome();
  expect(lines()).toContain("[Place a bet] [This week] [Goals] [Learnings] …");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("opens the answers of the commands as modals from Home", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  await writeDatabase(file.path, async (store) => {
    const bet = await addBet(store, await teamOf(store), { number: 1, title: "Checklist" });
    await addLearning(store, bet, { text: "Ask support first" });
    await addStep(store, bet, { text: "Interview five" });
  });
  const { person, home } = await openHome(s);
  const opened = async (button: string) => {
    await person.clickButton(home(), button);
    return shown(person.view().content);
  };
  const chosen = async (item: string) => {
    await person.choose(home(), "home_more", item);
    return shown(person.view().content);
  };
  expect(await opened("All bets")).toContain("#1 Checklist");
  await person.clickButton(person.view(), "Search");
  expect(shown((await person.submit({ words: "CHECK" })).view?.content)).toContain("#1 Checklist");
  await person.closeView();
  expect(person.views()).toEqual([]);
  expect(await opened("Goals")).toContain("Add an objective");
  expect(await opened("This week")).toContain("the last seven days");
  await person.clickButton(person.view(), "Post it to the channel");
  expect(shown(person.view().content)).toContain("Our week is in the channel now.");
  expect((await s.texts()).at(-1)).toContain("growth · ");
  expect(await opened("Learnings")).toContain("Ask support first");

  expect(await chosen("The quarter")).toContain("growth · Q4 2026 so far: 1 bet placed, none settled yet.");
  await person.clickButton(person.view(), "Across our teams");
  expect(shown(person.view().content)).toContain("Across our teams");
  expect(await chosen("Next steps")).toContain("Interview five");
  await person.clickButton(person.view(), "Done");
  expect(shown(person.view().content)).toContain("Marked as done: “Interview five”.");
  await person.clickButton(person.view(), "Undo");
  expect(shown(person.view().content)).toContain("Open again: “Interview five”.");
  await person.clickButton(person.view(), "Drop");
  await person.closeView();
  expect(await chosen("Next steps")).toContain("Dropped in the last four weeks");
  await person.clickButton(person.view(), "Restore");
  expect(shown(person.view().content)).toContain("Open again: “Interview five”.");
  expect(await chosen("Settings")).toContain("Erase this team's record");
  const help = await chosen("Help");
  expect(help).toContain("What /bet does");
  expect(help).toContain("What /outcomes does");
  expect(help.split("/outcomes privacy says what is kept")).toHaveLength(2);
  expect(await chosen("What Ourcome knows")).toContain("No table has a place for a person");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test.each([
  [ACTIONS.openRecap, "growth · Q4 2026 so far"],
  [ACTIONS.openSteps, "No next step is open."],
  [ACTIONS.openSettings, "Erase this team's record"],
  [ACTIONS.openSearch, "Words"],
  [ACTIONS.openAcross, "Across our teams"],
  [ACTIONS.openPrivacy, "What Ourcome knows"],
])("the %s button of a Home of the version before still works", async (action, words) => {
  await using s = await stage();
  await setUpTeam(s);
  const { person, home } = await openHome(s);
  forge(home().content.blocks, ACTIONS.openBets, { action_id: action });
  await person.clickButton(home(), action);
  expect(shown(person.view().content)).toContain(words);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("answers buttons, forms and shortcuts of an older version", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const { person, home } = await openHome(s);
  const older = "This is from an older version of Ourcome";

  forge(home().content.blocks, ACTIONS.openBets, { action_id: "of_old" });
  await person.clickButton(home(), "of_old");
  expect(shown(person.view().content)).toContain(older);
  await person.closeView();

  await person.command("C0GROWTH", "/bet", "1");
  const card = person.ephemerals().at(-1);
  forge(card?.blocks ?? [], ACTIONS.takeReading, { action_id: "of_old" });
  await person.clickButton({ channel: "C0GROWTH", ts: card?.ts ?? "" }, "of_old");
  expect(s.shownTo("U0ANA").at(-1)).toContain(older);

  await person.command("C0GROWTH", "/bet");
  await toggleMore(s);
  await person.fill(person.view(), {
    title: "Tour",
    belief: "b",
    metric: "m",
    baseline: "1",
    target: "2",
    chosen: "we-chose",
    alone: "yes",
  });
  Object.assign(person.view().content, { callback_id: "of_old" });
  const { sent, errors, view } = await person.submit();
  expect([sent, errors]).toEqual([true, {}]);
  expect(shown(view?.content)).toContain("Nothing was saved. What was typed is still in the form");
  await person.closeView();
  expect(person.view().values["title"]?.["title"]).toMatchObject({ value: "Tour" });

  const message = await person.say("C0GROWTH", "hello");
  await person.shortcut("of_old", message);
  expect(shown(person.view().content)).toContain(older);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("the menus of Home show nothing of a team whose channel the person is not in", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await setUpTeam(s, "C0OTHER");
  const hidden = (await teamOf(s.app.store)).id;
  const { person, home, text } = await openHome(s, "U0DEV");
  const option = (value: string) => ({ text: { type: "plain_text", text: "theirs" }, value });
  for (const item of ["recap", "steps", "settings"]) {
    forge(home().content.blocks, CHOICES.homeMore, { options: [option(`${item}/${hidden}`)] });
    await person.choose(home(), CHOICES.homeMore, "theirs");
    expect(shown(person.view().content)).toContain("Only people in the team's channel can do this.");
    await person.closeView();
  }
  const select = { type: "static_select", action_id: CHOICES.homeTeam, options: [option(hidden)] };
  forge(home().content.blocks, CHOICES.homeMore, select);
  await person.choose(home(), CHOICES.homeTeam, "theirs");
  expect(text()).not.toContain("Checklist");
  expect(text()).not.toContain("growth");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});
