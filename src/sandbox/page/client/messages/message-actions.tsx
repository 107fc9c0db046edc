import { useState } from "react";
import type { PageMessage } from "#sandbox/page/page-state.ts";
import { EmojiPicker } from "./emoji-picker.tsx";
import { Menu } from "#sandbox/page/client/layout/menu.tsx";
import { usePage } from "#sandbox/page/client/page-context.ts";

/** Buttons to react and reply, and a menu of the app's shortcuts. */
export function MessageActions({ message, inThread }: { message: PageMessage; inThread: boolean }) {
  const { state, place, go, act } = usePage();
  const [picking, setPicking] = useState(false);
  const { channel, ts, ephemeral } = message;
  const blocks = {
    words: "Block Kit JSON",
    run: () => go({ ...place, pane: "blocks", of: ts }),
  };
  const shortcuts = state.shortcuts.map(({ callback, name }) => ({
    words: name,
    run: () => void act({ kind: "shortcut", callback, message: { channel, ts } }),
  }));
  return (
    <span className="message-actions">
      {!ephemeral && (
        <button type="button" aria-label="Add a reaction" onClick={() => setPicking(true)}>
          <span aria-hidden="true">☺︎</span>
        </button>
      )}
      {!ephemeral && !inThread && (
        <button type="button" onClick={() => go({ ...place, pane: "thread", of: ts })}>
          Reply
        </button>
      )}
      <Menu label="More about this message" items={ephemeral ? [blocks] : [...shortcuts, blocks]} />
      {picking && (
        <EmojiPicker
          inUse={message.reactions.map(({ name }) => name)}
          onClose={() => setPicking(false)}
          onPicked={(emoji) => {
            setPicking(false);
            void act({ kind: "react", message: { channel, ts }, emoji });
          }}
        />
      )}
    </span>
  );
}
