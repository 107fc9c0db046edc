import { describe, expect, test } from "vitest";
import { ledgerFile } from "#tests/support/ledger.ts";
import { changeSecret } from "#tests/support/moves.ts";
import { type Poll, POLLS } from "#tests/support/polls.ts";
import { type Stage, stageOf } from "#tests/support/stage.ts";

const amiss = (s: Stage) => [s.slack.problems, s.logged];
const told = (s: Stage, user: string) => s.shownTo(user).at(-1);

describe.each(POLLS)("$name: one person, one vote", (poll: Poll) => {
  const [A, B] = poll.answers;

  /** A team of so many, in which the poll is open. */
  async function opened(size = 5, more: Parameters<typeof stageOf>[1] = {}) {
    const { s, people, members } = await stageOf(size, more);
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

  test("changed, and from two windows at the same time: the person counts once", async () => {
    const { s, vote, close, result } = await opened();
    await using _ = s;
    await Promise.all([vote("U0ANA", A), vote("U0ANA", B), vote("U0ANA", A)]);
    for (const user of ["U0P1", "U0P2"]) await vote(user, A);
    for (const answer of [A, B, B]) await vote("U0ANA", answer);
    await close();
    expect(await result()).toContain(poll.shows(2, 1));
    expect(amiss(s)).toEqual([[], []]);
  });

  test("only those count who may vote when it is counted: who left or became a guest does not", async () => {
    const { s, people, vote, leave, close, result } = await opened(7);
    await using _ = s;
    for (const user of ["U0ANA", "U0P1", "U0P2"]) await vote(user, A);
    for (const user of ["U0P3", "U0P4", "U0P5"]) await vote(user, B);
    leave("U0P3");
    const guest = people.find(({ id }) => id === "U0P4");
    if (guest) guest.guest = true;
    await close();
    expect(await result()).toContain(poll.shows(3, 1));
    expect(amiss(s)).toEqual([[], []]);
  });

  test("who leaves, comes back and votes again counts once, and who joins meanwhile counts", async () => {
    const { s, members, vote, leave, close, result } = await opened(6);
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
    expect(amiss(s)).toEqual([[], []]);
  });

  test("a team that shrinks under the threshold meanwhile: too few", async () => {
    const { s, vote, leave, close, result } = await opened(4);
    await using _ = s;
    for (const user of ["U0ANA", "U0P1", "U0P2"]) await vote(user, A);
    for (const user of ["U0P2", "U0P3"]) leave(user);
    await close();
    expect(await result()).toContain(poll.tooFew);
    expect(amiss(s)).toEqual([[], []]);
  });

  test("a threshold that is lowered meanwhile shows nothing of what was said under the higher one", async () => {
    const { s, vote, close, result } = await opened(9);
    await using _ = s;
    for (const user of ["U0ANA", "U0P1"]) await vote(user, A);
    await vote("U0P2", B);
    const ana = s.slack.as("U0ANA");
    await ana.command("C0GROWTH", "/outcomes", "settings");
    await ana.submit({ anonymity_threshold: "3" });
    await close();
    expect(await result()).toContain(poll.tooFew);
    expect(amiss(s)).toEqual([[], []]);
  });

  test("nobody voted", async () => {
    const { s, close, result } = await opened();
    await using _ = s;
    await close();
    expect(await result()).toContain(poll.nobody);
    expect(amiss(s)).toEqual([[], []]);
  });

  test("at the moment of closing: whoever is told that the vote is in is counted, and nobody else", async () => {
    const { s, vote, close, result } = await opened(7);
    await using _ = s;
    for (const user of ["U0ANA", "U0P1"]) await vote(user, A);
    await vote("U0P2", B);
    const late = ["U0P3", "U0P4", "U0P5"];
    await Promise.all([...late.map((user) => vote(user, B)), close()]);
    await s.wait({ minutes: 1 });
    const taken = late.filter((user) => told(s, user)?.includes(poll.taken)).length;
    const refused = late.filter((user) => told(s, user)?.includes(poll.closed)).length;
    expect(taken + refused).toBe(3);
    expect(await result()).toContain(poll.shows(2, 1 + taken));
    expect(amiss(s)).toEqual([[], []]);
  });

  test("an old click after the close counts for nothing, and says so", async () => {
    const { s, vote, close, result } = await opened();
    await using _ = s;
    for (const user of ["U0ANA", "U0P1"]) await vote(user, A);
    await vote("U0P2", B);
    // The message keeps its buttons for as long as Slack takes no change of it.
    s.slack.setFaults({ rateLimited: { method: "chat.update", retryAfter: 3600 } });
    await close();
    for (const user of ["U0P2", "U0P3"]) {
      await vote(user, A);
      expect(told(s, user)).toContain(poll.closed);
    }
    s.slack.setFaults({});
    await s.wait({ days: 1 });
    expect(await result()).toContain(poll.shows(2, 1));
    expect(s.slack.problems).toEqual([]);
  });

  test("sealed with a secret that was changed since: said plainly, destroyed, and nothing else breaks", async () => {
    using file = ledgerFile();
    const { s, vote, close, result } = await opened(5, { database: file.path });
    await using _ = s;
    for (const user of ["U0ANA", "U0P1", "U0P2"]) await vote(user, A);
    changeSecret(file.path);
    await vote("U0P3", B);
    expect(told(s, "U0P3")).toContain(poll.sealedAnew);
    await close();
    expect(await result()).toContain(poll.unreadable);
    expect(amiss(s)).toEqual([[], []]);
  });

  const { reopen, askedOnce } = poll;
  if (!reopen) return;
  test("what was opened once more takes no vote, and keeps what it gave", async () => {
    const { s, vote, close, result } = await opened();
    await using _ = s;
    for (const user of ["U0ANA", "U0P1"]) await vote(user, A);
    await vote("U0P2", B);
    s.slack.setFaults({ rateLimited: { method: "chat.update", retryAfter: 3600 } });
    await close();
    await reopen(s);
    for (const user of ["U0P2", "U0P3"]) {
      await vote(user, A);
      expect(told(s, user)).toContain(askedOnce);
    }
    s.slack.setFaults({});
    await close();
    expect(await result()).toContain(poll.shows(2, 1));
    expect(s.slack.problems).toEqual([]);
  });
});
