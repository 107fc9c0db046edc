import { useState } from "react";
import type { GestureTarget, PageEntry } from "#sandbox/page/gesture-shapes.ts";
import { Confirm } from "#sandbox/page/client/layout/confirm.tsx";
import { type Element, optionsOf } from "./element-shapes.ts";
import { EntryControl } from "./entry-control.tsx";
import { entryOf } from "./entry-of.ts";
import { Menu } from "#sandbox/page/client/layout/menu.tsx";
import { usePage } from "#sandbox/page/client/page-context.ts";

type ControlProps = {
  readonly element: Element;
  readonly block: string;
  readonly target: GestureTarget;
  readonly kept: Readonly<Record<string, unknown>> | undefined;
};

/** A button, a menu or a select outside of an input: the app hears of each use, after the question that it asks. */
export function Control({ element, block, target, kept }: ControlProps) {
  const { act } = usePage();
  const [asking, setAsking] = useState<() => void>();
  const [waiting, setWaiting] = useState(false);
  const at = { target, block, action: element.action_id };

  const run = async (gesture: Parameters<typeof act>[0]) => {
    setWaiting(true);
    await act(gesture);
    setWaiting(false);
  };
  const asked = (gesture: Parameters<typeof act>[0]) => {
    if (element.confirm) setAsking(() => () => void run(gesture));
    else void run(gesture);
  };
  const choose = (entry: PageEntry) => asked({ kind: "choose", ...at, entry });

  return (
    <>
      {drawn()}
      {element.confirm && asking && (
        <Confirm
          words={element.confirm}
          onYes={() => {
            setAsking(undefined);
            asking();
          }}
          onNo={() => setAsking(undefined)}
        />
      )}
    </>
  );

  function drawn() {
    switch (element.type) {
      case "button":
      case "icon_button":
      case "workflow_button":
        return (
          <button
            type="button"
            className={element.style}
            aria-label={element.accessibility_label}
            aria-busy={waiting}
            onClick={() => {
              if (waiting) return;
              if (element.url !== undefined) open(element.url, "_blank", "noreferrer");
              asked({ kind: "click", ...at });
            }}
          >
            {element.text?.text ?? element.alt_text ?? "Button"}
          </button>
        );
      case "overflow":
        return (
          <Menu
            label={element.accessibility_label ?? "More"}
            items={optionsOf(element).map(({ text, value }) => ({
              words: text.text,
              run: () => choose(value),
            }))}
          />
        );
      default:
        return (
          <EntryControl
            element={element}
            entry={entryOf(kept)}
            label={element.accessibility_label ?? element.placeholder?.text ?? "Choose"}
            onEntry={choose}
          />
        );
    }
  }
}
