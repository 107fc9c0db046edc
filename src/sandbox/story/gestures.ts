import { setImmediate as pause } from "node:timers/promises";
import type { Sandbox } from "#sandbox/sandbox.ts";
import type { Block } from "#sandbox/slack/state/shapes.ts";
import type { TranscriptMessage } from "#sandbox/transcript.ts";
import { BET_FIELDS, MORE_CHOICES, MORE_TEXTS } from "#slack/surfaces/bets/form/fields.ts";
import { ACTIONS, FORMS } from "#slack/surfaces/ids.ts";
import { GROWTH, ZONE } from "./cast.ts";

/** The sandbox in which the story plays, and the messages and forms that only one person was shown. */
export type StoryContext = { readonly sandbox: Sandbox; readonly alone: TranscriptMessage[] };

/** Hours at which the clock stops each day: reviews are due at ten, digests at four; the rest waits for a stop. */
const STOP_HOURS = [10, 13, 16];

/** Who did what in a retro. The app publishes only counts and texts. */
type Retro = {
  readonly themes: Readonly<Record<string, readonly string[]>>;
  /** By a part of a pre-mortem's text: who says that it came true. */
  readonly cameTrue?: Readonly<Record<string, readonly string[]>>;
  readonly again: readonly string[];
  readonly notAgain: readonly string[];
  readonly learnings: readonly {
    readonly by: string;
    /** A first try, which the wording check rejects because it names somebody. */
    readonly first?: string;
    readonly text: string;
    readonly votes: readonly string[];
  }[];
  readonly steps?: readonly { readonly by: string; readonly text: string; readonly due: string }[];
  readonly closedBy?: string;
};

/** The fields behind a bet form's "More" that the story fills in. */
const MORE_FIELDS: ReadonlySet<string> = new Set(
  [...MORE_TEXTS, ...MORE_CHOICES].map((field) => BET_FIELDS[field]),
);

/** How many of the latest messages to search for what to click. */
const SEARCHED_MESSAGES = 25;

/** The emoji at the line that contains these words. */
const emojiBefore = (words: string, text: string): string => {
  const line = text.split("\n").find((candidate) => candidate.includes(words)) ?? "";
  return /:(\w+):/.exec(line)?.[1] ?? "";
};

const localTime = (local: string): Temporal.Instant =>
  Temporal.ZonedDateTime.from(`${local}[${ZONE}]`).toInstant();

/** The daily stops between two instants, and the second instant. */
function* stopsBetween(from: Temporal.Instant, until: Temporal.Instant): Generator<Temporal.Instant> {
  const isBetween = (at: Temporal.Instant) =>
    Temporal.Instant.compare(from, at) < 0 && Temporal.Instant.compare(at, until) < 0;
  const end = until.toZonedDateTimeISO(ZONE).toPlainDate();
  let day = from.toZonedDateTimeISO(ZONE).toPlainDate();
  for (; Temporal.PlainDate.compare(day, end) <= 0; day = day.add({ days: 1 }))
    for (const hour of STOP_HOURS) {
      const stop = day.toZonedDateTime({ timeZone: ZONE, plainTime: { hour } }).toInstant();
      if (isBetween(stop)) yield stop;
    }
  yield until;
}

/** What the people of the story can do in a channel. */
export function gesturesIn({ sandbox, alone }: StoryContext, channel = GROWTH) {
  const { slack, jump, now } = sandbox;

  /** The last message in the channel or its threads that contains these words. */
  async function findMessage(words: string): Promise<{ channel: string; ts: string; text: string }> {
    const messages = await slack.readChannel(channel, SEARCHED_MESSAGES);
    const all = messages.flatMap((message) => [message, ...message.replies]);
    const found = all.findLast(({ text }) => text.includes(words));
    if (!found) throw new Error(`No message in the channel contains “${words}”.`);
    return { channel, ts: found.ts, text: found.text };
  }

  /** Opens the part of a bet's form that it hides, unless nothing in it is filled in. */
  async function openMore(user: string, entries: Record<string, string>): Promise<void> {
    const view = slack.as(user).view();
    const isHidden = Object.keys(entries).some((field) => MORE_FIELDS.has(field) && !(field in view.values));
    if (view.content.callback_id === FORMS.placeBet && isHidden)
      await slack.as(user).clickButton(view, ACTIONS.moreOfBet);
  }

  async function submit(user: string, entries: Record<string, string>): Promise<void> {
    await openMore(user, entries);
    const { errors, view } = await slack.as(user).submit(entries);
    if (Object.keys(errors).length > 0)
      throw new Error(`${JSON.stringify(view?.content.title)}: ${JSON.stringify(errors)}`);
  }

  const latestEphemeral = (user: string) => slack.as(user).ephemerals().at(-1);

  /** Records what one person was shown, without the input fields of a form. */
  const recordShown = (after: string, blocks: readonly Block[]): void => {
    const message = { at: now(), text: "", reactions: [], edited: false, replies: [] };
    alone.push({
      ...message,
      author: `Ourcome, to one of us alone, after “${after.trim()}”`,
      blocks: blocks.filter(({ type }) => type !== "input"),
    });
  };

  /** Submits a text that names somebody, and records the form's rejection. */
  async function submitRejected(user: string, typed: string): Promise<void> {
    const { view } = await slack.as(user).submit({ text: typed });
    const rejection = view?.content.blocks.filter(({ block_id: id = "" }) => id.startsWith("remark_on_"));
    if (!rejection?.length) throw new Error(`The wording check did not reject “${typed}”.`);
    recordShown(typed, rejection);
  }

  return {
    submit,

    /** Moves the clock to a local time in the story's zone, with a stop at each of the daily hours. */
    until: async (local: string): Promise<void> => {
      for (const stop of stopsBetween(now(), localTime(local))) {
        await jump(now().until(stop));
        // Weeks are one long chain of promises; without a pause, connection timeouts are not handled.
        await pause();
      }
    },

    /** Runs a command and records the answer that only this person sees: an ephemeral, or a form, which is closed. */
    asks: async (user: string, command: string, typed = ""): Promise<void> => {
      const person = slack.as(user);
      await person.command(channel, command, typed);
      const form = person.views().at(-1);
      recordShown(`${command} ${typed}`, form ? form.content.blocks : (latestEphemeral(user)?.blocks ?? []));
      if (form) await person.closeView();
    },

    /** Clicks a button in the person's latest ephemeral. */
    clickAlone: async (user: string, button: string, n = 1): Promise<void> => {
      const answer = latestEphemeral(user);
      if (!answer) throw new Error(`${user} has no ephemeral message in which to click “${button}”.`);
      await slack.as(user).clickButton(answer, button, n);
      recordShown(button, latestEphemeral(user)?.blocks ?? []);
    },

    /** Clicks a button in the person's latest ephemeral and records the view that it opens. */
    opensAlone: async (user: string, button: string): Promise<void> => {
      const answer = latestEphemeral(user);
      if (!answer) throw new Error(`${user} has no ephemeral message in which to click “${button}”.`);
      const person = slack.as(user);
      await person.clickButton(answer, button);
      recordShown(button, person.view().content.blocks);
      await person.closeView();
    },

    /** Clicks a button in the channel and records the ephemeral answer. */
    clickAndRead: async (user: string, button: string, words: string): Promise<void> => {
      await slack.as(user).clickButton(await findMessage(words), button);
      recordShown(button, latestEphemeral(user)?.blocks ?? []);
    },

    bet: async (user: string, typed: string, rest: Record<string, string>): Promise<void> => {
      await slack.as(user).command(channel, "/bet", typed);
      const { alone, ...entries } = rest;
      await openMore(user, rest);
      if (alone !== undefined) await slack.as(user).fill(slack.as(user).view(), { alone });
      await submit(user, entries);
    },

    settle: async (user: string, number: number, entries: Record<string, string>): Promise<void> => {
      await slack.as(user).command(channel, "/bet", `settle ${number}`);
      await submit(user, entries);
    },

    click: async (user: string, button: string, words: string): Promise<void> => {
      await slack.as(user).clickButton(await findMessage(words), button);
    },

    /** Sealed votes: only their count is shown before the poll closes. */
    votes: async (number: number, cast: Readonly<Record<string, 10 | 30 | 50 | 70 | 90>>): Promise<void> => {
      for (const [user, percent] of Object.entries(cast))
        await slack.as(user).clickButton(await findMessage(`Bet #${number} · `), `confidence_${percent}`);
    },

    /** Sealed texts on why a bet may fail; its retro shows them in random order. */
    preMortem: async (number: number, texts: Readonly<Record<string, string>>): Promise<void> => {
      for (const [user, text] of Object.entries(texts)) {
        await slack.as(user).clickButton(await findMessage(`Bet #${number} · `), "If this fails, why?");
        await submit(user, { text });
        await slack.as(user).closeView();
      }
    },

    /** A rating per question, in order. */
    pulse: async (ratingsByUser: Readonly<Record<string, readonly number[]>>): Promise<void> => {
      const questions = await findMessage("How are we?");
      for (const [user, ratings] of Object.entries(ratingsByUser))
        for (const [index, rating] of ratings.entries())
          await slack.as(user).clickButton(questions, `pulse_${rating}`, index + 1);
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

    /** Settled by one person and confirmed by another. */
    agreed: async (
      settledBy: string,
      confirmedBy: string,
      number: number,
      entries: Record<string, string>,
    ): Promise<void> => {
      await slack.as(settledBy).command(channel, "/bet", `settle ${number}`);
      await submit(settledBy, { evidence: "before-after", ...entries });
      await slack.as(confirmedBy).clickButton(await findMessage(`Bet #${number} `), "Looks right");
    },

    /** Opens and records the numbers behind a digest. */
    readNumbers: async (user: string, digest: string): Promise<void> => {
      const person = slack.as(user);
      await person.clickButton(await findMessage(digest), "Numbers");
      recordShown("Numbers", person.view().content.blocks);
      await person.closeView();
    },

    /** Opens and records the page of the first key result with its bets. */
    looksBehind: async (user: string): Promise<void> => {
      const person = slack.as(user);
      await person.command(channel, "/outcomes", "goals");
      await person.clickButton(person.view(), "Bets behind it");
      recordShown("Bets behind it", person.view().content.blocks);
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

    retro: async (number: number, retro: Retro): Promise<void> => {
      const card = async () =>
        (await slack.readChannel(channel)).find(({ text }) => text.startsWith(`Bet #${number} · `));
      /** The last reply in the bet's thread that has these words. */
      const replyWith = async (words: string) => {
        const found = (await card())?.replies.findLast((reply) => JSON.stringify(reply).includes(words));
        if (!found) throw new Error(`Nothing in the thread of bet #${number} has “${words}”.`);
        return found;
      };
      const themes = await replyWith("What had a part");
      const question = await replyWith("Knowing only what we knew then");
      // The line on the verdict, which has the retro's buttons.
      const opened = await replyWith("Add a learning");
      for (const [emoji, users] of Object.entries(retro.themes))
        for (const user of users) await slack.as(user).react(themes, emoji);
      for (const [text, users] of Object.entries(retro.cameTrue ?? {})) {
        const preMortem = await replyWith("Before we knew");
        const emoji = emojiBefore(text, preMortem.text);
        for (const user of users) await slack.as(user).react(preMortem, emoji);
      }
      for (const user of retro.again) await slack.as(user).clickButton(question, "Yes, again");
      for (const user of retro.notAgain) await slack.as(user).clickButton(question, "No, not again");
      for (const { by, first, text, votes } of retro.learnings) {
        await slack.as(by).clickButton(opened, "Add a learning");
        if (first !== undefined) await submitRejected(by, first);
        await submit(by, { text });
        const learning = await replyWith(text);
        for (const user of votes) await slack.as(user).react(learning, "bulb");
      }
      for (const { by, text, due } of retro.steps ?? []) {
        await slack.as(by).clickButton(opened, "Add a next step");
        await submit(by, { text, due_on: due });
      }
      if (retro.closedBy) await slack.as(retro.closedBy).clickButton(opened, "Close the retro");
    },
  };
}
