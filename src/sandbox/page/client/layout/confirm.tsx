import { useId } from "react";
import { Dialog } from "./dialog.tsx";
import type { ConfirmWords } from "#sandbox/page/client/controls/element-shapes.ts";

type ConfirmProps = { readonly words: ConfirmWords; readonly onYes: () => void; readonly onNo: () => void };

/** Slack's confirmation dialog. */
export function Confirm({ words, onYes, onNo }: ConfirmProps) {
  const id = useId();
  return (
    <Dialog className="dialog confirm" labelledBy={id} onClose={onNo}>
      <h2 id={id}>{words.title.text}</h2>
      <p>{words.text.text}</p>
      <div className="dialog-foot">
        <button type="button" onClick={onNo}>
          {words.deny.text}
        </button>
        <button type="button" className={words.style === "danger" ? "danger" : "primary"} onClick={onYes}>
          {words.confirm.text}
        </button>
      </div>
    </Dialog>
  );
}
