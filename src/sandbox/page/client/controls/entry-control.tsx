import type { EntryControlProps } from "./entry-props.ts";
import { ChoiceList } from "./choice-list.tsx";
import { SelectControl } from "./select-control.tsx";
import { TextControl } from "./text-control.tsx";

/** The field for an element, by its type. */
export function EntryControl(props: EntryControlProps) {
  switch (props.element.type) {
    case "radio_buttons":
    case "checkboxes":
    case "multi_static_select":
    case "multi_users_select":
    case "multi_channels_select":
    case "multi_conversations_select":
      return <ChoiceList {...props} />;
    case "static_select":
    case "external_select":
    case "users_select":
    case "channels_select":
    case "conversations_select":
      return <SelectControl {...props} />;
    default:
      return <TextControl {...props} />;
  }
}
