import type { InputBlock } from "@slack/types";
import { z } from "zod";
import type { SourceName } from "#domain/sources/source.ts";
import { option, selectInput } from "#slack/kit/inputs.ts";

/** The choice of no source: Slack has no way to empty a menu. */
export const NO_SOURCE = "/none";

/** Slack's limit for a select menu. */
const MAX_OPTIONS = 100;

/**
 * Asks which of the operator's sources a number comes from. Not asked if there are none. One that was removed since it was
 * chosen stays in the list, and says so.
 */
export function sourceInput(
  id: string,
  sources: readonly SourceName[],
  chosen: string | undefined,
): InputBlock[] {
  const isGone = isSource(chosen) && !isDefined(sources, chosen);
  if (sources.length === 0 && !isGone) return [];
  return [
    selectInput({
      id,
      label: "Where does the number come from?",
      hint: isGone
        ? `${chosen} is not defined any more, so it gives no number. Choose another one, or enter readings ourselves.`
        : "A source proposes a number each working day. It counts once one of us confirms it.",
      options: [
        option(NO_SOURCE, "We enter it ourselves"),
        ...(isGone ? [option(chosen, `${chosen} (not defined any more)`)] : []),
        ...sources
          .slice(0, MAX_OPTIONS - 2)
          .map(({ name, description }) =>
            option(name, description === undefined ? name : `${name}: ${description}`),
          ),
      ],
      initial: chosen ?? NO_SOURCE,
      optional: true,
    }),
  ];
}

/** Reads the source chosen; undefined without one. Only what is defined can be chosen, or what was chosen before. */
export const sourceChosen = (sources: readonly SourceName[], before?: string) =>
  z
    .string()
    .optional()
    .transform((name) => (isSource(name) ? name : undefined))
    .refine(
      (name) => name === undefined || name === before || isDefined(sources, name),
      "This source is not defined any more. Please choose another one.",
    );

const isSource = (chosen: string | undefined): chosen is string =>
  chosen !== undefined && chosen !== NO_SOURCE;

export const isDefined = (sources: readonly SourceName[], name: string): boolean =>
  sources.some((source) => source.name === name);
