import { expect, test } from "vitest";
import { keys } from "#domain/deliveries/delivery.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { databaseFile, teamOf, writeDatabase } from "#tests/support/ledger.ts";
import { placeBet, setUpTeam } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

async function home(s: Stage, user = "U0ANA"): Promise<string> {
  const person = s.slack.as(user);
  await person.openHome();
  return JSON.stringify(person.home()?.content);
}

/** Adds two posted weeks that may not have arrived. */
async function addUncertainWeeks(s: Stage, path: string): Promise<void> {
  await writeDatabase(path, async (store) => {
    const { id: team, workspace } = await teamOf(store);
    for (const post of ["1", "2"]) {
      const key = keys.postedWeek(post);
      const at = s.now();
      const subject = at.toString({ smallestUnit: "millisecond" });
      await store.deliveries.enqueue({ workspace, team, key, kind: "posted-week", subject, dueAt: at });
      await store.deliveries.claim(workspace, key, { at, lookUpAt: at });
      await store.deliveries.uncertain(workspace, key, at, at.add({ hours: 1 }));
    }
  });
}

test("Home shows messages that may not have arrived one at a time, and the team decides about each", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  await addUncertainWeeks(s, file.path);
  const before = (await s.texts()).length;
  const text = await home(s);
  expect(text).toContain("This message may not have arrived: a week that was posted of Mon 2 Nov.");
  expect(text).toContain("1 more may not have arrived either");

  const ana = s.slack.as("U0ANA");
  const shown = () => ana.home() ?? { content: { blocks: [] } };
  await ana.clickButton(ana.home()!, "Post it again");
  expect((await s.texts()).length).toBe(before + 1);
  expect(JSON.stringify(shown().content)).not.toContain("1 more");
  await ana.clickButton(ana.home()!, "It has arrived");
  expect(JSON.stringify(shown().content)).not.toContain("may not have arrived");
  await s.wait({ hours: 3 });
  expect((await s.texts()).length).toBe(before + 1);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("people outside the channel see none of it, and a button copied from a member does nothing", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  await setUpTeam(s, "C0OTHER");
  await addUncertainWeeks(s, file.path);
  const before = (await s.texts()).length;
  expect(await home(s, "U0DEV")).not.toContain("may not have arrived");
  await home(s);
  const dev = s.slack.as("U0DEV");
  const copied = s.slack
    .as("U0ANA")
    .home()!
    .content.blocks.find((block) => JSON.stringify(block).includes(ACTIONS.postAgain))!;
  Object.assign(
    dev.home()!.content.blocks.find(({ type }) => type === "actions")!,
    copied,
  );
  await dev.clickButton(dev.home()!, "Post it again");
  expect((await s.texts()).length).toBe(before);
  expect(await home(s)).toContain("1 more may not have arrived either");
});

test("while a channel is archived, Home tells its members why messages are paused", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40% by 12 Nov");
  s.slack.archive("C0GROWTH");
  expect(await home(s)).not.toContain("is archived");
  await s.wait({ days: 5 });
  expect(await home(s)).toContain(
    "The team's channel is archived. Pending messages arrive once it is unarchived",
  );
  expect(await home(s, "U0DEV")).not.toContain("is archived");
  expect(s.logged.every((line) => line.includes("waits until its channel takes messages again"))).toBe(true);
  expect(s.logged.length).toBeGreaterThan(0);
});
