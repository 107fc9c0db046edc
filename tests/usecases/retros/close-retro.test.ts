import { expect, test } from "vitest";
import type { SettleInput } from "#domain/bets/bet.ts";
import { openDatabase } from "#store/database/database.ts";
import { storeIn } from "#store/store.ts";
import { answerDecision } from "#usecases/retros/answer-decision.ts";
import { resumeChannel } from "#usecases/channels/follow-channel.ts";
import { closeDueRetros } from "#usecases/retros/close-due-retros.ts";
import { closeRetro } from "#usecases/retros/close-retro.ts";
import type { ClosingDeps, ReadVotes } from "#usecases/retros/count-votes.ts";
import type { Electorate } from "#usecases/polls/electorate.ts";
import { finaliseDueVerdicts } from "#usecases/verdicts/finalise-due-verdicts.ts";
import { placeBet } from "#usecases/bets/place-bet.ts";
import { reopenRetro } from "#usecases/retros/reopen-retro.ts";
import { setUpTeam } from "#usecases/teams/set-up-team.ts";
import { settleBet } from "#usecases/verdicts/settle-bet.ts";

const W = "T0WORK";
const NO_VOTES: ReadVotes = () => Promise.resolve({ reactions: [], voters: new Set() });
/** Everyone is eligible. */
const EVERYONE: Electorate = {
  members: () => Promise.resolve(["ana", "ben", "cat", "dev"]),
  votersAmong: (_where, people) => Promise.resolve(people),
};
const READING: SettleInput = {
  kind: "reading",
  reading: { value: 33, takenOn: Temporal.PlainDate.from("2026-11-02"), evidence: "ab-test" },
};

/** Sets up teams with an anonymity threshold of three, each with one bet whose retro is open. */
async function openRetros(...channels: string[]) {
  const db = await openDatabase({ kind: "file", path: ":memory:" });
  let at = Temporal.Instant.from("2026-11-02T09:00:00Z");
  let ids = 0;
  const deps: ClosingDeps = {
    store: storeIn(db, new Uint8Array(32)),
    now: () => at,
    newId: () => String((ids += 1)),
    readVotes: NO_VOTES,
    electorate: EVERYONE,
  };
  const wait = (duration: Temporal.DurationLike) => {
    at = at.add(duration);
  };
  for (const channel of channels) {
    const team = await setUpTeam(deps, {
      workspace: W,
      channel,
      settings: {
        name: channel,
        timeZone: "Europe/Berlin",
        digestDay: 5,
        digestTime: Temporal.PlainTime.from("16:00"),
        anonymityThreshold: 3,
        asksPulse: false,
        defaultChosen: "we-chose",
        postsQuietWeeks: false,
      },
    });
    const bet = await placeBet(deps, {
      workspace: W,
      team: team.ok ? team.value.id : "",
      draft: {
        title: "Checklist",
        belief: "We believe it helps",
        terms: {
          metric: "activation",
          unit: "%",
          baseline: 32,
          target: 40,
          reviewOn: Temporal.PlainDate.from("2026-12-01"),
        },
        mandate: { chosen: "we-chose" },
      },
    });
    await settleBet(deps, {
      workspace: W,
      bet: bet.ok ? bet.value.id : "",
      settling: READING,
      person: "ana",
    });
  }
  wait({ hours: 24 });
  await finaliseDueVerdicts(deps);
  const open = [];
  for (const channel of channels) {
    const team = await deps.store.teams.ofChannel(W, channel);
    open.push(...(await deps.store.retros.ofTeam(W, team?.id ?? "")));
  }
  return { db, deps, wait, open: open.map(({ id }) => ({ workspace: W, retro: id })) };
}

test("closing destroys the answers and their key; the result survives reopening and closing again", async () => {
  const { db, deps, open } = await openRetros("C1");
  const [retro] = open;
  for (const person of ["ana", "ben", "cat", "ben"])
    await answerDecision(deps, { ...retro!, person, answer: "not-again" });
  const ballots = await db.selectFrom("ballots").selectAll().where("poll", "like", "retro-%").execute();
  expect(ballots).toHaveLength(3);
  expect(JSON.stringify(ballots)).not.toMatch(/ana|ben|cat/);

  expect(await closeRetro(deps, retro!)).toMatchObject({
    ok: true,
    value: { state: { tally: { decision: { kind: "agreed", answer: "not-again" } } } },
  });
  expect(await db.selectFrom("ballots").selectAll().where("poll", "like", "retro-%").execute()).toEqual([]);
  const polls = await db.selectFrom("polls").select("id").execute();
  expect(polls.filter(({ id }) => id.startsWith("retro"))).toEqual([]);

  const late = { ...retro!, person: "dev", answer: "again" } as const;
  expect(await closeRetro(deps, retro!)).toEqual({ ok: false, error: { kind: "retro-closed" } });
  expect(await answerDecision(deps, late)).toEqual({ ok: false, error: { kind: "retro-closed" } });
  expect((await reopenRetro(deps, retro!)).ok).toBe(true);
  expect(await answerDecision(deps, late)).toEqual({ ok: false, error: { kind: "decision-asked-once" } });
  expect(await closeRetro(deps, retro!)).toMatchObject({
    value: { state: { tally: { decision: { kind: "agreed", answer: "not-again" } } } },
  });
});

test("a retro that can't be closed does not block the others", async () => {
  const { deps, wait, open } = await openRetros("C1", "C2", "C3");
  wait({ hours: 48 });
  const readVotes: ReadVotes = (input) =>
    input.channel === "C3" ? NO_VOTES(input) : Promise.reject(new Error(`no answer on ${input.channel}`));
  await expect(closeDueRetros({ ...deps, readVotes })).rejects.toThrow("2 of 3 items failed");
  const states = () =>
    Promise.all(open.map(async ({ retro }) => (await deps.store.retros.find(W, retro))?.state.kind));
  expect(await states()).toEqual(["open", "open", "closed"]);
  await closeDueRetros(deps);
  expect(await states()).toEqual(["closed", "closed", "closed"]);
});

test("an unreadable channel is waited for up to a week", async () => {
  const { deps, wait, open } = await openRetros("C1");
  const archived = { ...deps, readVotes: () => Promise.resolve(undefined) };
  for (const person of ["ana", "ben", "cat"])
    await answerDecision(deps, { ...open[0]!, person, answer: "again" });
  const state = async () => (await deps.store.retros.find(W, open[0]!.retro))?.state.kind;
  expect(await closeRetro(archived, open[0]!)).toEqual({ ok: false, error: { kind: "votes-unreadable" } });
  wait({ hours: 48 + 7 * 24 - 1 });
  await closeDueRetros(archived);
  expect(await state()).toBe("open");
  wait({ hours: 1 });
  await closeDueRetros(archived);
  expect(await state()).toBe("closed");
  expect(await deps.store.retros.decision(W, open[0]!.retro)).toEqual({ kind: "too-few" });
});

test("a person who answers while Slack is asked who is eligible is counted too", async () => {
  const { deps, open } = await openRetros("C1");
  const answers = (...people: string[]) =>
    Promise.all(people.map((person) => answerDecision(deps, { ...open[0]!, person, answer: "again" })));
  await answers("ana", "ben");
  const votersAmong: Electorate["votersAmong"] = async (_where, people) => {
    await answers("cat");
    return people;
  };
  await closeRetro({ ...deps, electorate: { ...EVERYONE, votersAmong } }, open[0]!);
  expect(await deps.store.retros.decision(W, open[0]!.retro)).toEqual({ kind: "agreed", answer: "again" });
});

test("the answers wait while Slack doesn't say who is eligible", async () => {
  const { deps, open } = await openRetros("C1");
  const silent = { ...EVERYONE, members: () => Promise.resolve(undefined) };
  const closing = () => closeRetro({ ...deps, electorate: silent }, open[0]!);
  await answerDecision(deps, { ...open[0]!, person: "ana", answer: "again" });
  expect(await closing()).toEqual({ ok: false, error: { kind: "votes-unreadable" } });
});

test("retries of an unreadable channel back off, and resume at once when it is back", async () => {
  const { deps, wait } = await openRetros("C1");
  wait({ hours: 4 * 24 });
  let asked = 0;
  const archived: ClosingDeps = {
    ...deps,
    readVotes: async () => {
      asked += 1;
      return undefined;
    },
  };
  for (let minute = 0; minute < 5 * 60; minute += 1) {
    await closeDueRetros(archived);
    wait({ minutes: 1 });
  }
  expect(asked).toBe(10);
  expect(await resumeChannel(deps, { workspace: W, channel: "C1" })).toBe(true);
  await closeDueRetros(deps);
  expect(await deps.store.retros.withCloseDue(deps.now())).toEqual([]);
});
