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

/** A button, menu or select outside an input block. Each use goes to the app, once confirmed if it asks for that. */
export function Control({ element, block, target, kept }: ControlProps) {
  const { act } = usePage();
  const [unconfirmedAction, setUnconfirmedAction] = useState<() => void>();
  const [pending, setPending] = useState(false);
  const address = { target, block, action: element.action_id };

  const run = async (gesture: Parameters<typeof act>[0]) => {
    setPending(true);
    await act(gesture);
    setPending(false);
  };
  const confirmAndRun = (gesture: Parameters<typeof act>[0]) => {
    if (element.confirm) setUnconfirmedAction(() => () => void run(gesture));
    else void run(gesture);
  };
  const choose = (entry: PageEntry) => confirmAndRun({ kind: "choose", ...address, entry });

  return (
    <>
      {rendered()}
      {element.confirm && unconfirmedAction && (
        <Confirm
          words={element.confirm}
          onYes={() => {
            setUnconfirmedAction(undefined);
            unconfirmedAction();
          }}
          onNo={() => setUnconfirmedAction(undefined)}
        />
      )}
    </>
  );

  function rendered() {
    switch (element.type) {
      case "button":
      case "icon_button":
      case "workflow_button":
        return (
          <button
            type="button"
            className={element.style}
            aria-label={element.accessibility_label}
            aria-busy={pending}
            onClick={() => {
              if (pending) return;
              if (element.url !== undefined) open(element.url, "_blank", "noreferrer");
              confirmAndRun({ kind: "click", ...address });
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
