import { type KeyboardEvent, useId, useMemo, useState } from "react";
import type { Gesture } from "#sandbox/page/gesture-shapes.ts";
import type { PageChannel } from "#sandbox/page/page-state.ts";
import { completionsOf, matching } from "./completions.ts";
import { usePage } from "#sandbox/page/client/page-context.ts";

type ComposerProps = { readonly channel: PageChannel; readonly label: string; readonly thread?: string };

/** An input line for messages and commands, with completions for the commands. */
export function Composer({ channel, label, thread }: ComposerProps) {
  const { state, act } = usePage();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(-1);
  const [closed, setClosed] = useState(false);
  const id = useId();
  const all = useMemo(() => completionsOf(state.commands), [state.commands]);
  const completions = thread === undefined && !closed ? matching(all, text) : [];

  const setInput = (next: string) => {
    setText(next);
    setChosen(-1);
    setClosed(false);
  };
  const send = async () => {
    if (text.trim() === "") return;
    setInput("");
    const answer = await act(gestureOf(text.trim(), channel, thread));
    // Restore the text if it was not sent.
    if (!answer.ok) setText((now) => (now === "" ? text : now));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const completion = completions[chosen];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (completions.length === 0) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setChosen((chosen + step + completions.length) % completions.length);
    } else if (event.key === "Escape" && completions.length > 0) {
      event.stopPropagation();
      setClosed(true);
    } else if (event.key === "Tab" && completion && !event.shiftKey) {
      event.preventDefault();
      setInput(completion.insert);
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (completion) setInput(completion.insert);
      else void send();
    }
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {completions.length > 0 && (
        <ul id={`${id}list`} role="listbox" aria-label="Commands" className="completions">
          {completions.map(({ form, insert, description }, index) => (
            <li
              key={form}
              id={`${id}${index}`}
              role="option"
              aria-selected={index === chosen}
              onMouseDown={(event) => {
                event.preventDefault();
                setInput(insert);
              }}
            >
              <code>{form}</code> {description && <small>{description}</small>}
            </li>
          ))}
        </ul>
      )}
      <input
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={completions.length > 0}
        aria-controls={completions.length > 0 ? `${id}list` : undefined}
        aria-activedescendant={chosen >= 0 ? `${id}${chosen}` : undefined}
        autoComplete="off"
        placeholder={thread === undefined ? "A message, or / for the commands" : "A reply"}
        value={text}
        onChange={({ target }) => setInput(target.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" className="primary">
        Send
      </button>
    </form>
  );
}

function gestureOf(text: string, { id: channel }: PageChannel, thread: string | undefined): Gesture {
  if (thread !== undefined) return { kind: "say", channel, text, thread };
  if (/^\/invite\s+@?ourcome$/iu.test(text)) return { kind: "invite", channel };
  const [, command, rest] = /^(\/\S+)\s*(.*)$/su.exec(text) ?? [];
  if (command === undefined) return { kind: "say", channel, text };
  return { kind: "command", channel, command, text: rest ?? "" };
}
