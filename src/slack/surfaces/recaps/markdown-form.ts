import type { ModalView } from "@slack/types";
import type { Recap } from "#domain/recaps/recap.ts";
import { modal } from "#slack/kit/form.ts";
import { paragraph } from "#slack/kit/blocks.ts";
import { FORMS } from "#slack/surfaces/ids.ts";
import { textInput } from "#slack/kit/inputs.ts";
import { formatNumber } from "#slack/kit/numbers.ts";
import { markdownOf } from "./markdown.ts";
import { wholeRecap } from "./recap-message.ts";

/** What Slack takes in one field. */
const FIELD = 3_000;
const MOST_FIELDS = 40;

/** The whole recap as Markdown, in fields: a field is what can be marked and copied as a whole on any device. */
export function markdownForm(recap: Recap): ModalView {
  const all = piecesOf(markdownOf(wholeRecap(recap)));
  const pieces = all.slice(0, MOST_FIELDS);
  const left = all.slice(MOST_FIELDS).join("\n").length;
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
          max: FIELD,
          multiline: true,
          initial: piece,
          optional: true,
        }),
      ),
      ...(left > 0 ? [paragraph([`A form has no room for the last ${formatNumber(left)} characters.`])] : []),
    ],
  });
}

/** Cut between lines, as full as they get. */
function piecesOf(markdown: string): string[] {
  const pieces = [""];
  for (const line of markdown.trimEnd().split("\n")) {
    const last = pieces.length - 1;
    const longer = pieces[last] === "" ? line : `${pieces[last]}\n${line}`;
    if (longer.length <= FIELD) pieces[last] = longer;
    else pieces.push(line.slice(0, FIELD));
  }
  return pieces;
}
