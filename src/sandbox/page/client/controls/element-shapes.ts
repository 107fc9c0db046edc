import { z } from "zod";

const textObject = z.looseObject({ type: z.string().optional(), text: z.string() });
const option = z.looseObject({
  value: z.string().default(""),
  text: textObject,
  description: textObject.optional(),
});
export type Option = z.infer<typeof option>;

const confirm = z.looseObject({
  title: textObject,
  text: textObject,
  confirm: textObject,
  deny: textObject,
  style: z.string().optional(),
});
export type ConfirmWords = z.infer<typeof confirm>;

const element = z.looseObject({
  type: z.string(),
  action_id: z.string().default(""),
  text: textObject.optional(),
  value: z.string().optional(),
  url: z.string().optional(),
  style: z.string().optional(),
  accessibility_label: z.string().optional(),
  alt_text: z.string().optional(),
  confirm: confirm.optional(),
  placeholder: textObject.optional(),
  options: z.array(option).optional(),
  option_groups: z.array(z.looseObject({ label: textObject, options: z.array(option) })).optional(),
  multiline: z.boolean().optional(),
  max_length: z.number().optional(),
  dispatch_action_config: z.looseObject({ trigger_actions_on: z.array(z.string()) }).optional(),
});
export type Element = z.infer<typeof element>;

/** Undefined for an invalid element, for which the page renders nothing. */
export function readElement(value: unknown): Element | undefined {
  const parsed = element.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

export const readElements = (value: unknown): Element[] =>
  Array.isArray(value) ? value.flatMap((item) => readElement(item) ?? []) : [];

export const wordsOf = (value: unknown): string => {
  const parsed = textObject.safeParse(value);
  return parsed.success ? parsed.data.text : "";
};

export const groupsOf = ({
  options,
  option_groups: groups,
}: Element): { label?: string; options: Option[] }[] =>
  groups
    ? groups.map((group) => ({ label: group.label.text, options: group.options }))
    : [{ options: options ?? [] }];

export const optionsOf = (element: Element): Option[] => groupsOf(element).flatMap((group) => group.options);
