import { expect, test } from "vitest";
import { BOT } from "#sandbox/sandbox.ts";
import { placeBet, setUpTeam } from "#tests/support/moves.ts";
import { stage } from "#tests/support/stage.ts";

test("posts the settings once and updates that message when they change", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const ben = s.slack.as("U0BEN");
  await ben.command("C0GROWTH", "/outcomes", "settings");
  await ben.submit({ name: "Growth & Co", digest_day: "4", digest_time: "09:30", anonymity_threshold: "5" });
  expect(await s.texts()).toEqual([
    expect.stringContaining(
      "Growth &amp; Co owns its outcomes here from now on.\nThe digest comes on Thursdays at 09:30",
    ),
  ]);
  expect(s.slack.problems).toEqual([]);
});

test("moves pending review prompts to the new time zone", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40% by 13 Nov");
  const ben = s.slack.as("U0BEN");
  await ben.command("C0GROWTH", "/outcomes", "settings");
  await ben.submit({ time_zone: "America/New_York" });
  const prompts = async () => (await s.texts()).filter((text) => text.includes("is up for review.")).length;
  await s.wait({ days: 11, hours: 5, minutes: 59 });
  expect(await prompts()).toBe(0);
  await s.wait({ minutes: 1 });
  expect(await prompts()).toBe(1);
});

test("sets up one team if two people submit the form, and tells the second", async () => {
  await using s = await stage();
  const [ana, ben] = [s.slack.as("U0ANA"), s.slack.as("U0BEN")];
  await ana.command("C0GROWTH", "/outcomes");
  await ben.command("C0GROWTH", "/outcomes");
  await ana.submit();
  expect((await ben.submit()).errors).toEqual({ name: expect.stringContaining("set up meanwhile") });
  expect(await s.texts()).toHaveLength(1);
});

test("looks up only one person in a large channel, and offers a large team's threshold", async () => {
  const people = Array.from({ length: 120 }, (_, index) => ({
    id: `U1${index}`,
    name: `p${index}`,
    realName: `P ${index}`,
    timeZone: "Europe/Berlin",
  }));
  const members = [BOT, ...people.map(({ id }) => id)];
  await using s = await stage({ people, channels: [{ id: "C0ALL", name: "all", members }] });
  const person = s.slack.as("U10");
  await person.command("C0ALL", "/outcomes");
  expect(s.slack.requests.filter(({ method }) => method === "users.info")).toHaveLength(1);
  expect(JSON.stringify(person.view().content)).toContain(
    '"initial_option":{"text":{"type":"plain_text","text":"5 answers","emoji":true},"value":"5"}',
  );
});
