import type { PageState } from "#sandbox/page/page-state.ts";
import { type Element, groupsOf } from "./element-shapes.ts";

type OptionGroup = {
  readonly label?: string;
  readonly options: readonly { value: string; words: string; detail?: string }[];
};

/** The options of a select or list: its own, in groups, or the workspace's people or channels. */
export function optionGroupsFor(element: Element, state: PageState): OptionGroup[] {
  if (element.type.includes("users")) {
    return [{ options: state.people.map(({ id, realName }) => ({ value: id, words: realName })) }];
  }
  if (/channels|conversations/u.test(element.type)) {
    return [{ options: state.channels.map(({ id, name }) => ({ value: id, words: `#${name}` })) }];
  }
  return groupsOf(element).map(({ label, options }) => ({
    ...(label === undefined ? {} : { label }),
    options: options.map(({ value, text, description }) => ({
      value,
      words: text.text,
      ...(description ? { detail: description.text } : {}),
    })),
  }));
}
