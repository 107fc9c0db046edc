import type { ModalView } from "@slack/types";
import type { Recap } from "#domain/recaps/recap.ts";
import { modal } from "#slack/kit/form.ts";
import { paragraph } from "#slack/kit/blocks.ts";
import { FORMS } from "#slack/surfaces/ids.ts";
import { textInput } from "#slack/kit/inputs.ts";
import { formatNumber } from "#slack/kit/numbers.ts";
import { markdownOf } from "./markdown.ts";
import { fullRecapMessage } from "./whole-quarter.ts";

/** Slack's limit for the text of an input. */
const MAX_FIELD_LENGTH = 3_000;
const MAX_FIELDS = 40;

/** The full recap as Markdown in text fields, since a field's text can be selected and copied on any device. */
export function markdownForm(recap: Recap): ModalView {
  const allPieces = splitIntoFields(markdownOf(fullRecapMessage(recap)));
  const pieces = allPieces.slice(0, MAX_FIELDS);
  const omitted = allPieces.slice(MAX_FIELDS).join("\n").length;
  return modal({
    callbackId: FORMS.recapMarkdown,
    title: "The quarter as Markdown",
    submit: "Done",
    close: "Close",
    blocks: [
      paragraph(["Mark all of a field and copy it. What is changed here is kept nowhere."]),
      ...pieces.map((piece, index) =>
        textInput({
          id: `markdown_${index + 1}`,
          label: pieces.length === 1 ? "Markdown" : `Markdown, ${index + 1} of ${pieces.length}`,
          max: MAX_FIELD_LENGTH,
          multiline: true,
          initial: piece,
          optional: true,
        }),
      ),
      ...(omitted > 0
        ? [paragraph([`A form has no room for the last ${formatNumber(omitted)} characters.`])]
        : []),
    ],
  });
}

/** Splits between lines and fills each piece up to a field's limit. */
function splitIntoFields(markdown: string): string[] {
  const pieces = [""];
  for (const line of markdown.trimEnd().split("\n")) {
    const last = pieces.length - 1;
    const longer = pieces[last] === "" ? line : `${pieces[last]}\n${line}`;
    if (longer.length <= MAX_FIELD_LENGTH) pieces[last] = longer;
    else pieces.push(line.slice(0, MAX_FIELD_LENGTH));
  }
  return pieces;
}
