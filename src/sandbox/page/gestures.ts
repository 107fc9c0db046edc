import type { Sandbox } from "#sandbox/sandbox.ts";
import { placedElements } from "#sandbox/slack/state/blocks.ts";
import type { PersonDriver } from "#sandbox/slack/people/driver.ts";
import type { Block } from "#sandbox/slack/state/shapes.ts";
import type { Gesture, GestureTarget } from "./gesture-shapes.ts";
import type { PageAnswer, PageCommand } from "./page-state.ts";
import { readPlace } from "./read-place.ts";

/** Carries out a person's gesture. Not ok, with a message for the person, if Slack would not allow it. */
export async function performGesture(
  sandbox: Sandbox,
  user: string,
  gesture: Gesture,
  commands: readonly PageCommand[],
): Promise<PageAnswer> {
  const refusal = await act(sandbox, sandbox.slack.as(user), user, gesture, commands);
  return refusal === undefined ? { ok: true } : { ok: false, message: refusal };
}

async function act(
  sandbox: Sandbox,
  person: PersonDriver,
  user: string,
  gesture: Gesture,
  commands: readonly PageCommand[],
): Promise<string | undefined> {
  switch (gesture.kind) {
    case "command":
      if (!commands.some(({ command }) => command === gesture.command)) {
        const known = commands.map(({ command }) => command).join(" and ");
        return `${gesture.command} is no command of this workspace. Ourcome has ${known}.`;
      }
      await person.command(gesture.channel, gesture.command, gesture.text);
      return undefined;
    case "say": {
      const { channel, text, thread } = gesture;
      await person.say(channel, text, thread === undefined ? {} : { thread });
      return undefined;
    }
    case "invite":
      person.inviteApp(gesture.channel);
      return undefined;
    case "click":
    case "choose": {
      const { target, which, n } = await addressOf(sandbox, person, user, gesture);
      if (gesture.kind === "click") await person.clickButton(target, which, n);
      else await person.choose(target, which, gesture.entry, n);
      return undefined;
    }
    case "fill":
      await person.fill(viewOf(person, gesture.view), gesture.entries);
      return undefined;
    case "submit":
      assertOnTop(person, gesture.view);
      await person.submit(gesture.entries);
      return undefined;
    case "close":
      assertOnTop(person, gesture.view);
      await person.closeView();
      return undefined;
    case "shortcut":
      await person.shortcut(gesture.callback, gesture.message);
      return undefined;
    case "react":
      await person.react(gesture.message, gesture.emoji);
      return undefined;
    case "unreact":
      await person.unreact(gesture.message, gesture.emoji);
      return undefined;
    case "open-home":
      await person.openHome();
      return undefined;
    case "dismiss":
      return undefined;
  }
}

/** The person's open view. Throws if it is gone, such as when closed in another window. */
function viewOf(person: PersonDriver, id: string) {
  const view = [...person.views(), person.home()].find((known) => known?.id === id);
  if (!view) throw new Error("This form is closed already. Nothing was sent.");
  return view;
}

function assertOnTop(person: PersonDriver, id: string): void {
  if (person.views().at(-1)?.id !== id)
    throw new Error("This form is not in front any more. Nothing was sent.");
}

/** Translates the page's address of an element (block and action id) into the driver's (action id and count). */
async function addressOf(
  { slack }: Sandbox,
  person: PersonDriver,
  user: string,
  { target, block, action }: { target: GestureTarget; block: string; action: string },
) {
  const view = "view" in target ? viewOf(person, target.view) : undefined;
  const blocks: readonly Block[] =
    view?.content.blocks ?? ("ts" in target ? await readPlace(slack, user, target) : []);
  const sameAction = placedElements(blocks).filter(({ actionId }) => actionId === action);
  const found = sameAction.findIndex(({ blockId }) => blockId === block);
  if (found < 0) throw new Error("This is not there any more: the message has changed.");
  if (view) return { target: view, which: action, n: found + 1 };
  if ("ts" in target) return { target, which: action, n: found + 1 };
  throw new Error("A gesture needs a message or a view.");
}
