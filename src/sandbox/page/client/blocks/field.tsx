import { useId } from "react";
import type { GestureTarget } from "#sandbox/page/gesture-shapes.ts";
import type { PageMessage, PageView } from "#sandbox/page/page-state.ts";
import { Control } from "#sandbox/page/client/controls/control.tsx";
import { readElement, wordsOf } from "#sandbox/page/client/controls/element-shapes.ts";
import { EntryControl } from "#sandbox/page/client/controls/entry-control.tsx";
import { useForm } from "./form-context.ts";

type FieldProps = {
  readonly block: PageMessage["blocks"][number];
  readonly target: GestureTarget;
  readonly values: PageView["values"];
};

/** An input block: its label, field, hint and error. */
export function Field({ block, target, values }: FieldProps) {
  const form = useForm();
  const id = useId();
  const element = readElement(block["element"]);
  if (!element) return null;
  const blockId = block.block_id ?? "";
  const label = wordsOf(block["label"]);
  const optional = block["optional"] === true;
  if (!form) {
    const kept = values[blockId]?.[element.action_id];
    return (
      <div className="field">
        <span className="label">{label}</span>
        <Control element={element} block={blockId} target={target} kept={kept} />
      </div>
    );
  }
  const field = { block: blockId, element, dispatch: block["dispatch_action"] === true };
  const hint = wordsOf(block["hint"]);
  const error = form.error(blockId);
  const descriptionIds = [
    ...(hint ? [`${id}hint`] : []),
    ...(error === undefined ? [] : [`${id}error`]),
  ].join(" ");
  const grouped =
    element.type === "radio_buttons" || element.type === "checkboxes" || element.type.startsWith("multi");
  const labelContent = (
    <>
      {label}
      {optional && <small> (optional)</small>}
    </>
  );
  return (
    <div className={error === undefined ? "field" : "field wrong"}>
      {grouped ? (
        <span className="label" id={`${id}label`}>
          {labelContent}
        </span>
      ) : (
        <label className="label" htmlFor={id}>
          {labelContent}
        </label>
      )}
      <EntryControl
        element={element}
        id={id}
        entry={form.entry(field)}
        describedBy={descriptionIds || undefined}
        invalid={error !== undefined}
        required={!optional}
        onEntry={(entry) => form.change(field, entry)}
        onLeave={() => form.leave(field)}
      />
      {hint && (
        <p className="hint-line" id={`${id}hint`}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p className="error" id={`${id}error`}>
          {error}
        </p>
      )}
    </div>
  );
}
