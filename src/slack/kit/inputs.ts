import type { InputBlock, PlainTextOption } from "@slack/types";
import { plain } from "./blocks.ts";
import { clip } from "./text.ts";

export const option = (value: string, label: string): PlainTextOption => ({
  text: plain(clip(label, 75)),
  value,
});

type Field = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
};

const field = ({ id, label, hint, optional = false }: Field, element: InputBlock["element"]): InputBlock => ({
  type: "input",
  block_id: id,
  label: plain(label),
  element: { ...element, action_id: id },
  optional,
  ...(hint !== undefined && { hint: plain(hint) }),
});

export const textInput = (
  input: Field &
    Pick<Choice, "dispatch"> & {
      max: number;
      initial?: string | undefined;
      multiline?: boolean;
      placeholder?: string;
    },
): InputBlock =>
  withDispatch(
    input,
    field(input, {
      type: "plain_text_input",
      multiline: input.multiline ?? false,
      max_length: input.max,
      ...(input.initial && { initial_value: input.initial.slice(0, input.max) }),
      ...(input.placeholder && { placeholder: plain(input.placeholder) }),
    }),
  );

/** `initial` is an ISO date. */
export const dayInput = (input: Field & { initial?: string | undefined }): InputBlock =>
  field(input, { type: "datepicker", ...(input.initial && { initial_date: input.initial }) });

export const timeInput = (input: Field & { initial: Temporal.PlainTime }): InputBlock =>
  field(input, { type: "timepicker", initial_time: input.initial.toString({ smallestUnit: "minute" }) });

type Choice = Field & {
  readonly options: ReadonlyArray<PlainTextOption>;
  readonly initial?: string | undefined;
  /** Sends the app each change, or Enter in a text field, so that it can update the form. */
  readonly dispatch?: boolean;
};

const withInitial = ({ options, initial }: Choice) => {
  const initialOption = options.find(({ value }) => value === initial);
  return { options: [...options], ...(initialOption && { initial_option: initialOption }) };
};

const withDispatch = (choice: Pick<Choice, "dispatch">, block: InputBlock): InputBlock =>
  choice.dispatch ? { ...block, dispatch_action: true } : block;

export const radioInput = (choice: Choice): InputBlock =>
  withDispatch(choice, field(choice, { type: "radio_buttons", ...withInitial(choice) }));

export const selectInput = (choice: Choice): InputBlock =>
  withDispatch(choice, field(choice, { type: "static_select", ...withInitial(choice) }));

/** Checkboxes, with the options in `initial` ticked. None is required, unless `optional` is false: then one is. */
export const checkInput = (
  input: Field & { options: readonly PlainTextOption[]; initial: ReadonlySet<string> },
): InputBlock => {
  const ticked = input.options.filter(({ value }) => value !== undefined && input.initial.has(value));
  return field(
    { optional: true, ...input },
    {
      type: "checkboxes",
      options: [...input.options],
      ...(ticked.length > 0 && { initial_options: ticked }),
    },
  );
};

export const groupedSelectInput = (
  choice: Field & { groups: { label: string; options: PlainTextOption[] }[]; initial: string },
): InputBlock => {
  const initial = choice.groups
    .flatMap(({ options }) => options)
    .find(({ value }) => value === choice.initial);
  return field(choice, {
    type: "static_select",
    option_groups: choice.groups.map(({ label, options }) => ({ label: plain(label), options })),
    ...(initial && { initial_option: initial }),
  });
};
