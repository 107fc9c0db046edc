import { WebClient } from "@slack/web-api";
import { expect, test } from "vitest";
import { slackAccess } from "#slack/platform/access/access.ts";
import { slackVoteReader } from "#slack/platform/access/read-votes.ts";
import { stage } from "#tests/support/stage.ts";

const workspace = "T0SANDBOX";

const clientAt = (slackApiUrl: string) => {
  const client = new WebClient("xoxb-sandbox", { slackApiUrl, retryConfig: { retries: 0 } });
  return () => client;
};

test("reads who reacted and which of them may vote; a deleted message has no votes", async () => {
  await using s = await stage();
  const clientOf = clientAt(s.slack.url);
  const read = slackVoteReader(clientOf, slackAccess(clientOf));
  const posted = await s.slack.as("U0ANA").say("C0GROWTH", "Which?");
  for (const user of ["U0ANA", "U0GUS"]) await s.slack.as(user).react(posted, "bulb");

  const gone = { channel: "C0GROWTH", ts: "1700000000.000100" };
  expect(await read({ workspace, channel: "C0GROWTH", messages: [gone, posted] })).toEqual({
    reactions: [[], [{ name: "bulb", users: ["U0ANA", "U0GUS"] }]],
    voters: new Set(["U0ANA"]),
  });
});

test.each(["C0NOBOT", "C0GONE", "C0SHARED"])("cannot read votes in %s for now", async (channel) => {
  await using s = await stage();
  const clientOf = clientAt(s.slack.url);
  const read = slackVoteReader(clientOf, slackAccess(clientOf));
  const posted = await s.slack.as("U0ANA").say(channel, "Which?");
  expect(await read({ workspace, channel, messages: [posted] })).toBeUndefined();
});

test("throws other errors of Slack's", async () => {
  await using s = await stage({ scopes: [] });
  const clientOf = clientAt(s.slack.url);
  const read = slackVoteReader(clientOf, slackAccess(clientOf));
  const posted = await s.slack.as("U0ANA").say("C0GROWTH", "Which?");
  await expect(read({ workspace, channel: "C0GROWTH", messages: [posted] })).rejects.toThrow("missing_scope");
});
