import { describe, expect, test } from "vitest";
import { databaseFile } from "#tests/support/ledger.ts";
import { changeSecret } from "#tests/support/moves.ts";
import { type Poll, POLLS } from "#tests/support/polls.ts";
import { type Stage, stageWithTeamOf } from "#tests/support/stage.ts";

const problems = (s: Stage) => [s.slack.problems, s.logged];
const lastReply = (s: Stage, user: string) => s.shownTo(user).at(-1);

describe.each(POLLS)("$name: one person, one vote", (poll: Poll) => {
  const [A, B] = poll.answers;

  /** A team of `size` people with the poll open. */
  async function openPoll(size = 5, more: Parameters<typeof stageWithTeamOf>[1] = {}) {
    const { s, people, members } = await stageWithTeamOf(size, more);
    await poll.open(s);
    const message = await poll.message(s);
    return {
      s,
      people,
      members,
      message,
      vote: (user: string, answer: string) => s.slack.as(user).clickButton(message, answer),
      leave: (user: string) => members.splice(members.indexOf(user), 1),
      close: () => s.wait(poll.closesAfter),
      result: async () => (await poll.message(s)).text,
    };
  }

  test("counts a person once who votes from two windows at once and changes the vote", async () => {
    const { s, vote, close, result } = await openPoll();
    await using _ = s;
    await Promise.all([vote("U0ANA", A), vote("U0ANA", B), vote("U0ANA", A)]);
    for (const user of ["U0P1", "U0P2"]) await vote(user, A);
    for (const answer of [A, B, B]) await vote("U0ANA", answer);
    await close();
    expect(await result()).toContain(poll.shows(2, 1));
    expect(problems(s)).toEqual([[], []]);
  });

  test("leaves out people who have left or become guests before the count", async () => {
    const { s, people, vote, leave, close, result } = await openPoll(7);
    await using _ = s;
    for (const user of ["U0ANA", "U0P1", "U0P2"]) await vote(user, A);
    for (const user of ["U0P3", "U0P4", "U0P5"]) await vote(user, B);
    leave("U0P3");
    const guest = people.find(({ id }) => id === "U0P4");
    if (guest) guest.guest = true;
    await close();
    expect(await result()).toContain(poll.shows(3, 1));
    expect(problems(s)).toEqual([[], []]);
  });

  test("counts a person once who leaves, comes back and votes again, and counts people who join meanwhile", async () => {
    const { s, members, vote, leave, close, result } = await openPoll(6);
    await using _ = s;
    leave("U0P4");
    for (const user of ["U0ANA", "U0P1", "U0P2"]) await vote(user, A);
    leave("U0P2");
    await s.wait({ minutes: 2 });
    members.push("U0P2", "U0P4");
    await vote("U0P2", B);
    await vote("U0P4", B);
    await close();
    expect(await result()).toContain(poll.shows(2, 2));
    expect(problems(s)).toEqual([[], []]);
  });

  test("shows nothing if the team shrinks below the threshold", async () => {
    const { s, vote, leave, close, result } = await openPoll(4);
    await using _ = s;
    for (const user of ["U0ANA", "U0P1", "U0P2"]) await vote(user, A);
    for (const user of ["U0P2", "U0P3"]) leave(user);
    await close();
    expect(await result()).toContain(poll.tooFew);
    expect(problems(s)).toEqual([[], []]);
  });

  test("keeps the higher threshold of an open poll when it is lowered", async () => {
    const { s, vote, close, result } = await openPoll(9);
    await using _ = s;
    for (const user of ["U0ANA", "U0P1"]) await vote(user, A);
    await vote("U0P2", B);
    const ana = s.slack.as("U0ANA");
    await ana.command("C0GROWTH", "/outcomes", "settings");
    await ana.submit({ anonymity_threshold: "3" });
    await close();
    expect(await result()).toContain(poll.tooFew);
    expect(problems(s)).toEqual([[], []]);
  });

  test("has no result if nobody voted", async () => {
    const { s, close, result } = await openPoll();
    await using _ = s;
    await close();
    expect(await result()).toMatch(poll.noVotes);
    expect(problems(s)).toEqual([[], []]);
  });

  test("counts exactly the people who are told that their vote is in, even at the moment of closing", async () => {
    const { s, vote, close, result } = await openPoll(7);
    await using _ = s;
    for (const user of ["U0ANA", "U0P1"]) await vote(user, A);
    await vote("U0P2", B);
    const late = ["U0P3", "U0P4", "U0P5"];
    await Promise.all([...late.map((user) => vote(user, B)), close()]);
    await s.wait({ minutes: 1 });
    const taken = late.filter((user) => lastReply(s, user)?.includes(poll.accepted)).length;
    const refused = late.filter((user) => lastReply(s, user)?.includes(poll.closed)).length;
    expect(taken + refused).toBe(3);
    expect(await result()).toContain(poll.shows(2, 1 + taken));
    expect(problems(s)).toEqual([[], []]);
  });

  test("refuses a click on an old message after the close", async () => {
    const { s, vote, close, result } = await openPoll();
    await using _ = s;
    for (const user of ["U0ANA", "U0P1"]) await vote(user, A);
    await vote("U0P2", B);
    // The message keeps its buttons as long as Slack accepts no update.
    s.slack.setFaults({ rateLimited: { method: "chat.update", retryAfter: 3600 } });
    await close();
    for (const user of ["U0P2", "U0P3"]) {
      await vote(user, A);
      expect(lastReply(s, user)).toContain(poll.closed);
    }
    s.slack.setFaults({});
    await s.wait({ days: 1 });
    expect(await result()).toContain(poll.shows(2, 1));
    expect(s.slack.problems).toEqual([]);
  });

  test("says so and destroys the votes if the server's secret has changed since they were sealed", async () => {
    using file = databaseFile();
    const { s, vote, close, result } = await openPoll(5, { database: file.path });
    await using _ = s;
    for (const user of ["U0ANA", "U0P1", "U0P2"]) await vote(user, A);
    changeSecret(file.path);
    await vote("U0P3", B);
    expect(lastReply(s, "U0P3")).toContain(poll.sealedWithOldSecret);
    await close();
    expect(await result()).toContain(poll.unreadable);
    expect(problems(s)).toEqual([[], []]);
  });

  const { reopen, notReopened } = poll;
  if (!reopen) return;
  test("takes no vote after it is reopened, and keeps its result", async () => {
    const { s, vote, close, result } = await openPoll();
    await using _ = s;
    for (const user of ["U0ANA", "U0P1"]) await vote(user, A);
    await vote("U0P2", B);
    s.slack.setFaults({ rateLimited: { method: "chat.update", retryAfter: 3600 } });
    await close();
    await reopen(s);
    for (const user of ["U0P2", "U0P3"]) {
      await vote(user, A);
      expect(lastReply(s, user)).toContain(notReopened);
    }
    s.slack.setFaults({});
    await close();
    expect(await result()).toContain(poll.shows(2, 1));
    expect(s.slack.problems).toEqual([]);
  });
});
