import { z } from "zod";

const words = z.looseObject({ type: z.string().optional(), text: z.string() });
const option = z.looseObject({ value: z.string().default(""), text: words, description: words.optional() });
export type Option = z.infer<typeof option>;

const confirm = z.looseObject({
  title: words,
  text: words,
  confirm: words,
  deny: words,
  style: z.string().optional(),
});
export type ConfirmWords = z.infer<typeof confirm>;

const element = z.looseObject({
  type: z.string(),
  action_id: z.string().default(""),
  text: words.optional(),
  value: z.string().optional(),
  url: z.string().optional(),
  style: z.string().optional(),
  accessibility_label: z.string().optional(),
  alt_text: z.string().optional(),
  confirm: confirm.optional(),
  placeholder: words.optional(),
  options: z.array(option).optional(),
  option_groups: z.array(z.looseObject({ label: words, options: z.array(option) })).optional(),
  multiline: z.boolean().optional(),
  max_length: z.number().optional(),
  dispatch_action_config: z.looseObject({ trigger_actions_on: z.array(z.string()) }).optional(),
});
export type Element = z.infer<typeof element>;

/** Slack says nothing of an element that it does not know; the page draws nothing for it. */
export function readElement(given: unknown): Element | undefined {
  const read = element.safeParse(given);
  return read.success ? read.data : undefined;
}

export const readElements = (given: unknown): Element[] =>
  Array.isArray(given) ? given.flatMap((one) => readElement(one) ?? []) : [];

export const wordsOf = (given: unknown): string => {
  const read = words.safeParse(given);
  return read.success ? read.data.text : "";
};

export const groupsOf = ({
  options,
  option_groups: groups,
}: Element): { label?: string; options: Option[] }[] =>
  groups
    ? groups.map((group) => ({ label: group.label.text, options: group.options }))
    : [{ options: options ?? [] }];

export const optionsOf = (element: Element): Option[] => groupsOf(element).flatMap((group) => group.options);
