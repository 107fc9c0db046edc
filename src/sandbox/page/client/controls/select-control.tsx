import { type EntryControlProps, fieldWords } from "./entry-props.ts";
import { optionGroupsFor } from "./offered.ts";
import { usePage } from "#sandbox/page/client/page-context.ts";

export function SelectControl(props: EntryControlProps) {
  const { state } = usePage();
  const { element, entry, onEntry } = props;
  return (
    <select
      {...fieldWords(props)}
      value={typeof entry === "string" ? entry : ""}
      onChange={({ target }) => onEntry(target.value === "" ? null : target.value)}
    >
      <option value="">{element.placeholder?.text ?? "Choose"}</option>
      {optionGroupsFor(element, state).map(({ label, options }) => {
        const items = options.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ));
        return label === undefined ? (
          items
        ) : (
          <optgroup key={label} label={label}>
            {items}
          </optgroup>
        );
      })}
    </select>
  );
}
