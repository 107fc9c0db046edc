import type { Entry } from "#sandbox/slack/people/fields.ts";
import { ACTIONS, FORMS } from "#slack/surfaces/ids.ts";
import { GROWTH, type World } from "./world.ts";

type Entries = Readonly<Record<string, string>>;
type Button = keyof typeof ACTIONS;

/** What a person can do with what they see. Does nothing and returns false if there is nothing to do it with. */
export type Actor = {
  readonly command: (text: string, name?: "/bet" | "/outcomes", channel?: string) => Promise<true>;
  /** Clicks the n-th such button in the latest message that has any. */
  readonly click: (button: Button, n?: number) => Promise<boolean>;
  readonly clickInView: (button: Button, n?: number) => Promise<boolean>;
  /** Clicks in the latest message shown to this person only. */
  readonly clickShown: (button: Button, n?: number) => Promise<boolean>;
  readonly clickAtHome: (button: Button, n?: number) => Promise<boolean>;
  readonly openHome: () => Promise<true>;
  readonly react: (start: string, emoji: string | number) => Promise<boolean>;
  /** Submits the top form, ticking words that look like a person as harmless. */
  readonly submit: (form: keyof typeof FORMS, entries?: Entries) => Promise<boolean>;
  /** Submits the form without ticking, and rewords the text if it is rejected. */
  readonly reword: (form: keyof typeof FORMS, text: string, rewording: string) => Promise<boolean>;
  readonly closeViews: () => Promise<void>;
  readonly findMessage: (start: string) => { readonly channel: string; readonly ts: string } | undefined;
  readonly say: (text: string, thread: string) => Promise<{ readonly channel: string; readonly ts: string }>;
  readonly shortcut: (id: string, message: { channel: string; ts: string }) => Promise<true>;
};

export function actorFor(world: World, user: string): Actor {
  const person = world.s.slack.as(user);
  const topView = () => person.views().at(-1);

  async function closeViews(): Promise<void> {
    while (topView()) await person.closeView();
  }

  /** Ticks every offered word as not a person. */
  async function tick(): Promise<void> {
    const view = topView();
    const block = view?.content.blocks.find(({ block_id: id }) => id === "not_a_person");
    if (!view || !block) return;
    const { options = [] } = Object(block["element"]) as { options?: { value: string }[] };
    const values: Entry = options.map(({ value }) => value);
    await person.fill(view, { not_a_person: values });
    await person.submit();
  }

  /** Presses the n-th such button, wrapping around. */
  async function press(
    target: Parameters<typeof person.clickButton>[0] | undefined,
    shown: string,
    button: Button,
    n: number,
  ): Promise<boolean> {
    const count = shown.split(`"${ACTIONS[button]}"`).length - 1;
    if (!target || count === 0) return false;
    await person.clickButton(target, ACTIONS[button], (n % count) + 1);
    return true;
  }
  const inView = (view: ReturnType<typeof topView>, button: Button, n: number) =>
    press(view, JSON.stringify(view?.content ?? ""), button, n);
  const findMessage = (start: string) => world.messages.findLast(({ text }) => text.startsWith(start));

  return {
    closeViews,
    findMessage,
    async command(text, name = "/bet", channel = GROWTH) {
      await person.command(channel, name, text);
      return true;
    },
    async click(button, n = 0) {
      const id = `"${ACTIONS[button]}"`;
      const message = world.messages.findLast(
        ({ blocks, channel }) => channel === GROWTH && blocks.includes(id),
      );
      return press(message, message?.blocks ?? "", button, n);
    },
    clickShown(button, n = 0) {
      const shown = person.ephemerals().at(-1);
      return press(shown, JSON.stringify(shown?.blocks ?? ""), button, n);
    },
    clickInView: (button, n = 0) => inView(topView(), button, n),
    clickAtHome: (button, n = 0) => inView(person.home(), button, n),
    async openHome() {
      await person.openHome();
      return true;
    },
    async react(start, emoji) {
      const message = findMessage(start);
      if (!message) return false;
      const offered = [...message.text.matchAll(/:(\w+):/g)].map(([, name = ""]) => name);
      const name = typeof emoji === "string" ? emoji : offered[emoji % Math.max(1, offered.length)];
      if (name === undefined) return false;
      const messages = await world.s.slack.readChannel(message.channel);
      const found = messages
        .flatMap((other) => [other, ...other.replies])
        .find(({ ts }) => ts === message.ts);
      const hasReacted = found?.reactions.some((other) => other.name === name && other.users.includes(user));
      await (hasReacted ? person.unreact(message, name) : person.react(message, name));
      return true;
    },
    async submit(form, entries = {}) {
      const view = topView();
      if (view?.content.callback_id !== FORMS[form]) return false;
      const hasField = (field: string) => view.content.blocks.some(({ block_id: id }) => id === field);
      await person.submit(Object.fromEntries(Object.entries(entries).filter(([field]) => hasField(field))));
      if (topView()?.id === view.id) await tick();
      return true;
    },
    async reword(form, text, rewording) {
      const view = topView();
      if (view?.content.callback_id !== FORMS[form]) return false;
      await person.submit({ text });
      if (topView()?.id !== view.id) return false;
      await person.submit({ text: rewording });
      if (topView()?.id === view.id) await tick();
      return true;
    },
    say: (text, thread) => person.say(GROWTH, text, { thread }),
    async shortcut(id, message) {
      await person.shortcut(id, message);
      return true;
    },
  };
}
