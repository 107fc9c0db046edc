import { useId } from "react";
import type { EntryControlProps } from "./entry-props.ts";
import { optionGroupsFor } from "./offered.ts";
import { usePage } from "#sandbox/page/client/page-context.ts";

/** Radio buttons or checkboxes; the latter also for multi-selects. */
export function ChoiceList(props: EntryControlProps) {
  const { state } = usePage();
  const { element, entry, onEntry, label, describedBy, id } = props;
  const name = useId();
  const isRadio = element.type === "radio_buttons";
  const chosen = Array.isArray(entry) ? entry : [];
  const toggled = (value: string) =>
    chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
  return (
    <div
      role={isRadio ? "radiogroup" : "group"}
      className="choices"
      aria-label={label}
      aria-labelledby={label === undefined ? `${id}label` : undefined}
      aria-describedby={describedBy}
    >
      {optionGroupsFor(element, state)
        .flatMap(({ options }) => options)
        .map(({ value, words, detail }, index) => (
          <label key={value}>
            <input
              id={index === 0 ? id : undefined}
              type={isRadio ? "radio" : "checkbox"}
              name={name}
              checked={isRadio ? entry === value : chosen.includes(value)}
              onChange={() => onEntry(isRadio ? value : toggled(value))}
            />
            <span>
              {words}
              {detail !== undefined && <small> {detail}</small>}
            </span>
          </label>
        ))}
    </div>
  );
}
