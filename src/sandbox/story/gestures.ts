import { setImmediate as pause } from "node:timers/promises";
import type { Sandbox } from "#sandbox/sandbox.ts";
import type { Block } from "#sandbox/slack/state/shapes.ts";
import type { Said } from "#sandbox/transcript.ts";
import { GROWTH, ZONE } from "./cast.ts";

/** The story as it is told: where it plays, and what somebody was shown alone on the way. */
export type Telling = { readonly sandbox: Sandbox; readonly alone: Said[] };

/** When a day of the story is looked at. Reviews come at ten and digests at four; what else falls due waits for the next. */
const HOURS = [10, 13, 16];

/** Who did what in a retro. Nothing of this but the counts and the texts comes out again. */
type Retro = {
  readonly themes: Readonly<Record<string, readonly string[]>>;
  /** Of what was written before: a part of the text, and who finds that it came true. */
  readonly cameTrue?: Readonly<Record<string, readonly string[]>>;
  readonly again: readonly string[];
  readonly notAgain: readonly string[];
  readonly learnings: readonly {
    readonly by: string;
    /** What was typed first, and turned back since it names somebody. */
    readonly first?: string;
    readonly text: string;
    readonly votes: readonly string[];
  }[];
  readonly steps?: readonly { readonly by: string; readonly text: string; readonly due: string }[];
  readonly closedBy?: string;
};

/** Nobody scrolls further up than this to find what to click. */
const LATEST = 25;

/** The emoji of the line that says this. */
const emojiBefore = (words: string, text: string): string => {
  const line = text.split("\n").find((one) => one.includes(words)) ?? "";
  return /:(\w+):/.exec(line)?.[1] ?? "";
};

const atWall = (local: string): Temporal.Instant =>
  Temporal.ZonedDateTime.from(`${local}[${ZONE}]`).toInstant();

/** The moments to look at between two, and the second. */
function* looksBetween(from: Temporal.Instant, until: Temporal.Instant): Generator<Temporal.Instant> {
  const isBetween = (at: Temporal.Instant) =>
    Temporal.Instant.compare(from, at) < 0 && Temporal.Instant.compare(at, until) < 0;
  const end = until.toZonedDateTimeISO(ZONE).toPlainDate();
  let day = from.toZonedDateTimeISO(ZONE).toPlainDate();
  for (; Temporal.PlainDate.compare(day, end) <= 0; day = day.add({ days: 1 }))
    for (const hour of HOURS) {
      const look = day.toZonedDateTime({ timeZone: ZONE, plainTime: { hour } }).toInstant();
      if (isBetween(look)) yield look;
    }
  yield until;
}

/** What the people of the story do in a channel, in the words of the story. */
export function gesturesIn({ sandbox, alone }: Telling, channel = GROWTH) {
  const { slack, jump, now } = sandbox;

  /** The last message of the channel, or of its threads, that says this. */
  async function saying(words: string): Promise<{ channel: string; ts: string; text: string }> {
    const messages = await slack.readChannel(channel, LATEST);
    const all = messages.flatMap((message) => [message, ...message.replies]);
    const found = all.findLast(({ text }) => text.includes(words));
    if (!found) throw new Error(`Nothing in the channel says “${words}”.`);
    return { channel, ts: found.ts, text: found.text };
  }

  async function submit(user: string, entries: Record<string, string>): Promise<void> {
    const { errors, view } = await slack.as(user).submit(entries);
    if (Object.keys(errors).length > 0)
      throw new Error(`${JSON.stringify(view?.content.title)}: ${JSON.stringify(errors)}`);
  }

  const answerTo = (user: string) => slack.as(user).ephemerals().at(-1);

  /** Without the fields of a form: they are for typing. */
  const showAlone = (after: string, blocks: readonly Block[]): void => {
    const told = { at: now(), text: "", reactions: [], edited: false, replies: [] };
    alone.push({
      ...told,
      author: `Ourcome, to one of us alone, after “${after.trim()}”`,
      blocks: blocks.filter(({ type }) => type !== "input"),
    });
  };

  /** Types a text that names somebody: the form says so above its field. */
  async function turnedBack(user: string, typed: string): Promise<void> {
    const { view } = await slack.as(user).submit({ text: typed });
    const said = view?.content.blocks.filter(({ block_id: id = "" }) => id.startsWith("reads_like"));
    if (!said?.length) throw new Error(`“${typed}” was not turned back.`);
    showAlone(typed, said);
  }

  return {
    submit,

    /** Until a wall-clock time of the story's zone, with all that falls due on the way. */
    until: async (local: string): Promise<void> => {
      for (const look of looksBetween(now(), atWall(local))) {
        await jump(now().until(look));
        // Weeks are one long chain of promises: without a pause the connections that time out are not seen to.
        await pause();
      }
    },

    /** A command whose answer somebody sees alone: a message, or a form that is closed again. */
    asks: async (user: string, command: string, typed = ""): Promise<void> => {
      const person = slack.as(user);
      await person.command(channel, command, typed);
      const form = person.views().at(-1);
      showAlone(`${command} ${typed}`, form ? form.content.blocks : (answerTo(user)?.blocks ?? []));
      if (form) await person.closeView();
    },

    /** A button in the answer that somebody sees alone. */
    clickAlone: async (user: string, button: string, n = 1): Promise<void> => {
      const answer = answerTo(user);
      if (!answer) throw new Error(`Nothing that ${user} sees alone has “${button}”.`);
      await slack.as(user).clickButton(answer, button, n);
      showAlone(button, answerTo(user)?.blocks ?? []);
    },

    /** A button of a message in the channel whose answer somebody sees alone. */
    clickAndRead: async (user: string, button: string, words: string): Promise<void> => {
      await slack.as(user).clickButton(await saying(words), button);
      showAlone(button, answerTo(user)?.blocks ?? []);
    },

    bet: async (user: string, typed: string, rest: Record<string, string>): Promise<void> => {
      await slack.as(user).command(channel, "/bet", typed);
      const { alone, ...entries } = rest;
      if (alone !== undefined) await slack.as(user).fill(slack.as(user).view(), { alone });
      await submit(user, entries);
    },

    settle: async (user: string, number: number, entries: Record<string, string>): Promise<void> => {
      await slack.as(user).command(channel, "/bet", `settle ${number}`);
      await submit(user, entries);
    },

    click: async (user: string, button: string, words: string): Promise<void> => {
      await slack.as(user).clickButton(await saying(words), button);
    },

    /** Sealed votes: nothing of them but the count comes out before the poll closes. */
    votes: async (number: number, cast: Readonly<Record<string, 10 | 30 | 50 | 70 | 90>>): Promise<void> => {
      for (const [user, percent] of Object.entries(cast))
        await slack.as(user).clickButton(await saying(`Bet #${number} · `), `confidence_${percent}`);
    },

    /** Sealed texts on why a bet may fail: they come out in its retro, mixed. */
    preMortem: async (number: number, texts: Readonly<Record<string, string>>): Promise<void> => {
      for (const [user, text] of Object.entries(texts)) {
        await slack.as(user).clickButton(await saying(`Bet #${number} · `), "If this fails, why?");
        await submit(user, { text });
        await slack.as(user).closeView();
      }
    },

    /** A rating for each question, in their order. */
    pulse: async (given: Readonly<Record<string, readonly number[]>>): Promise<void> => {
      const asked = await saying("How are we?");
      for (const [user, ratings] of Object.entries(given))
        for (const [index, rating] of ratings.entries())
          await slack.as(user).clickButton(asked, `pulse_${rating}`, index + 1);
    },

    amend: async (user: string, number: number, entries: Record<string, string>): Promise<void> => {
      await slack.as(user).command(channel, "/bet", `amend ${number}`);
      await submit(user, entries);
    },

    goal: async (user: string, objective: string, keyResult: Record<string, string>): Promise<void> => {
      const person = slack.as(user);
      await person.command(channel, "/outcomes", "goals");
      await person.clickButton(person.view(), "Add an objective");
      await submit(user, { title: objective });
      await person.clickButton(person.view(), "Add a key result");
      await submit(user, keyResult);
      await person.closeView();
    },

    closeGoal: async (user: string): Promise<void> => {
      const person = slack.as(user);
      await person.command(channel, "/outcomes", "goals");
      await person.clickButton(person.view(), "Close");
      await person.closeView();
    },

    /** Settled by one and found right by another. */
    agreed: async (
      settledBy: string,
      rightBy: string,
      number: number,
      entries: Record<string, string>,
    ): Promise<void> => {
      await slack.as(settledBy).command(channel, "/bet", `settle ${number}`);
      await submit(settledBy, { evidence: "before-after", ...entries });
      await slack.as(rightBy).clickButton(await saying(`Bet #${number} `), "Looks right");
    },

    /** The page of the first key result, with the bets behind it. */
    looksBehind: async (user: string): Promise<void> => {
      const person = slack.as(user);
      await person.command(channel, "/outcomes", "goals");
      await person.clickButton(person.view(), "Bets behind it");
      showAlone("Bets behind it", person.view().content.blocks);
      await person.closeView();
      await person.closeView();
    },

    measured: async (user: string, current: string): Promise<void> => {
      const person = slack.as(user);
      await person.command(channel, "/outcomes", "goals");
      await person.clickButton(person.view(), "Record a value");
      await submit(user, { current });
      await person.closeView();
    },

    retro: async (number: number, held: Retro): Promise<void> => {
      const opened = (await slack.readChannel(channel, LATEST)).find(({ text }) =>
        text.startsWith(`Retro for bet #${number} `),
      );
      const inThread = (start: string) => opened?.replies.find(({ text }) => text.startsWith(start));
      const [themes, question] = [inThread("What had a part"), inThread("Knowing only what we knew then")];
      if (!opened || !themes || !question) throw new Error(`Bet #${number} has no retro.`);
      for (const [emoji, users] of Object.entries(held.themes))
        for (const user of users) await slack.as(user).react(themes, emoji);
      for (const [text, users] of Object.entries(held.cameTrue ?? {})) {
        const foreseen = await saying(text);
        const number = emojiBefore(text, foreseen.text);
        for (const user of users) await slack.as(user).react(foreseen, number);
      }
      for (const user of held.again) await slack.as(user).clickButton(question, "Yes, again");
      for (const user of held.notAgain) await slack.as(user).clickButton(question, "No, not again");
      for (const { by, first, text, votes } of held.learnings) {
        await slack.as(by).clickButton(opened, "Add a learning");
        if (first !== undefined) await turnedBack(by, first);
        await submit(by, { text });
        const said = await saying(text);
        for (const user of votes) await slack.as(user).react(said, "bulb");
      }
      for (const { by, text, due } of held.steps ?? []) {
        await slack.as(by).clickButton(opened, "Add a next step");
        await submit(by, { text, due_on: due });
      }
      if (held.closedBy) await slack.as(held.closedBy).clickButton(opened, "Close the retro");
    },
  };
}
