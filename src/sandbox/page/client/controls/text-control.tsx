import { type EntryControlProps, fieldWords } from "./entry-props.ts";

const INPUTS: Readonly<
  Record<string, { readonly type: string; readonly inputMode?: "decimal" | "email" | "url" }>
> = {
  datepicker: { type: "date" },
  timepicker: { type: "time" },
  datetimepicker: { type: "datetime-local" },
  number_input: { type: "text", inputMode: "decimal" },
  email_text_input: { type: "text", inputMode: "email" },
  url_text_input: { type: "text", inputMode: "url" },
};

/** A text field of one or more lines, or a date or time picker. */
export function TextControl(props: EntryControlProps) {
  const { element, entry, onEntry, onLeave } = props;
  const inputType = INPUTS[element.type] ?? { type: "text" };
  const attributes = {
    ...fieldWords(props),
    placeholder: element.placeholder?.text,
    value: typeof entry === "string" ? entry : "",
    autoComplete: "off",
    onChange: ({ target }: { target: { value: string } }) =>
      onEntry(target.value === "" ? null : target.value),
    onBlur: onLeave,
  };
  if (element.multiline) return <textarea {...attributes} rows={3} />;
  return <input {...attributes} {...inputType} />;
}
