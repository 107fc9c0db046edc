import { expect, test } from "vitest";
import { SLACK_RATE_LIMITS } from "#slack/platform/deliveries/rate-limit.ts";
import { postQuietWeeks, setUpTeam } from "#tests/support/moves.ts";
import { outboxHarness, WORKSPACE } from "#tests/support/outbox-harness.ts";
import { stage } from "#tests/support/stage.ts";

test("posts each digest once even if the clock is set back by an hour", async () => {
  await using s = await stage();
  await setUpTeam(s);
  await postQuietWeeks(s);
  const digests = async () => (await s.texts()).filter((text) => text.startsWith("growth · week")).length;
  await s.pass(Temporal.Instant.from("2026-11-06T15:00:00Z"));
  expect(await digests()).toBe(1);
  await s.wait({ hours: -1 });
  await s.pass(Temporal.Instant.from("2026-11-06T17:00:00Z"));
  expect(await digests()).toBe(1);
  await s.wait({ hours: -1 });
  await s.pass(Temporal.Instant.from("2026-11-13T15:00:00Z"));
  expect(await digests()).toBe(2);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("delivers new messages right away after the clock was set back", async () => {
  await using office = await outboxHarness({ rateLimits: SLACK_RATE_LIMITS });
  await office.enqueue("before");
  await office.outbox.deliver();
  await office.wait({ hours: -1 });
  await office.enqueue("after", { dueAt: office.now() });
  await office.outbox.deliver();
  expect(office.texts()).toEqual(["before", "after"]);
});

test("finds a message that was posted while the clock was an hour ahead", async () => {
  await using office = await outboxHarness();
  await office.enqueue("a");
  const at = office.now().add({ hours: 1 });
  await office.store.deliveries.claim(WORKSPACE, "a", { at, lookUpAt: office.now() });
  const metadata = { event_type: "ourcome_delivery", event_payload: { key: "a" } };
  await office.client.chat.postMessage({ channel: "C1", text: "a", metadata });
  await office.outbox.deliver();
  expect(office.texts()).toEqual(["a"]);
  expect(await office.state("a")).toMatchObject({ kind: "sent" });
});
