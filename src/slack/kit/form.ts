import type { ViewOutput } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { z } from "zod";
import { err, ok, type Result } from "#domain/result.ts";
import { paragraph, plain } from "./blocks.ts";
import { hiddenIn } from "./hidden-fields.ts";

/** Error messages by field id. */
export type FieldErrors = Readonly<Record<string, string>>;

/** What was entered in a form: in its fields, and in those that it hides. */
export type FormInput = Pick<ViewOutput, "state"> & Partial<Pick<ViewOutput, "private_metadata">>;

/** A form's values by field id, as text: what was typed, or the value of the chosen option. */
export function fieldValues(view: FormInput): Record<string, string | undefined> {
  const { texts, choices } = hiddenIn(view);
  const values: Record<string, string | undefined> = { ...texts, ...choices };
  for (const [id, elements] of Object.entries(view.state.values))
    for (const element of Object.values(elements))
      values[id] =
        element.value ??
        element.selected_option?.value ??
        element.selected_options?.[0]?.value ??
        element.selected_date ??
        element.selected_time ??
        undefined;
  return values;
}

/** Parses a form with its schema. Errors are by field, for Slack to show next to it. `lists`: all ticks of a field. */
export function readForm<Schema extends z.ZodType>(
  schema: Schema,
  view: FormInput,
  lists: Readonly<Record<string, readonly string[]>> = {},
): Result<z.output<Schema>, FieldErrors> {
  const read = schema.safeParse({ ...fieldValues(view), ...lists });
  if (read.success) return ok(read.data);
  return err(
    Object.fromEntries(read.error.issues.map((issue) => [String(issue.path[0] ?? ""), issue.message])),
  );
}

/** For a check across these fields: it runs once they are right themselves, whatever is wrong with others. */
export const onceRight = (...fields: readonly string[]) => ({
  when: ({ issues }: { readonly issues: ReadonlyArray<{ readonly path?: PropertyKey[] | undefined }> }) =>
    !issues.some(({ path }) => fields.includes(String(path?.[0]))),
});

/**
 * The errors of the fields that the form has: Slack doesn't show errors of any others. If that leaves none, an error at
 * `answer`, the question whose answer adds the missing field.
 */
export function errorsOnShownFields(
  view: Pick<ViewOutput, "state">,
  errors: FieldErrors,
  answer: string,
): FieldErrors {
  const shown = Object.entries(errors).filter(([field]) => field in view.state.values);
  return shown.length > 0
    ? Object.fromEntries(shown)
    : { [answer]: "Answer the question that follows from this, then send the form again." };
}

/** Required text, trimmed. */
export const requiredText = (max: number) =>
  z
    .string("Please fill this in.")
    .trim()
    .min(1, "Please fill this in.")
    .max(max, `Please use ${max} characters at most.`);

/** Optional text, trimmed; undefined if it is empty. */
export const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `Please use ${max} characters at most.`)
    .optional()
    .transform((text) => text || undefined);

export const requiredDate = z
  .string("Please choose a date.")
  .transform((text) => Temporal.PlainDate.from(text));

/** A form's hidden metadata. Its ids are checked again on submit. */
export const writeMetadata = (metadata: Record<string, unknown>): string => JSON.stringify(metadata);

export function readMetadata<Schema extends z.ZodType>(
  schema: Schema,
  view: Pick<ViewOutput, "private_metadata">,
): z.output<Schema> {
  return schema.parse(JSON.parse(view.private_metadata));
}

export const modal = (input: {
  callbackId: string;
  title: string;
  submit?: string;
  close?: string;
  metadata?: Record<string, unknown>;
  blocks: ModalView["blocks"];
}): ModalView => ({
  type: "modal",
  callback_id: input.callbackId,
  title: plain(input.title),
  close: plain(input.close ?? "Cancel"),
  ...(input.submit && { submit: plain(input.submit) }),
  ...(input.metadata && { private_metadata: writeMetadata(input.metadata) }),
  blocks: input.blocks,
});

/** A modal in place of a form, while Slack is being asked or when the request is refused. */
export const notice = (title: string, ...lines: string[]): ModalView =>
  modal({ callbackId: "notice", title, close: "Close", blocks: lines.map((line) => paragraph([line])) });
