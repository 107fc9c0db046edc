import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OpenedView, updateView } from "#slack/surfaces/replies/update-view.ts";
import { isProposed } from "#slack/surfaces/sources/source-words.ts";
import type { BetFacts } from "#usecases/bets/find-bet.ts";
import { todayOf } from "#usecases/deps.ts";
import { fetchToday } from "#usecases/sources/fetch-source.ts";
import { readingForm } from "./reading-form.ts";

/** A form as it opens, and what brings it up to date once its source has answered. */
export type OpeningReading = {
  readonly form: ModalView;
  readonly onOpened: (client: WebClient, opened: OpenedView) => Promise<void>;
};

/**
 * The form of a reading. Today's number of the bet's source is filled in. If it isn't known yet, the form opens without
 * it and the source is asked meanwhile: its number then stands under the field, so that nothing that was typed is lost.
 */
export function openingReading(deps: SurfaceDeps, { bet, team, use }: BetFacts): OpeningReading {
  const today = todayOf(deps, team);
  const id = deps.newId();
  if (!use) return { form: readingForm(bet, today, { id }), onOpened: async () => {} };
  if (isProposed(use) && use.proposal.day.equals(today))
    return { form: readingForm(bet, today, { id, filled: use }), onOpened: async () => {} };
  const spareOf = (one: typeof use) => (isProposed(one) ? one : undefined);
  return {
    form: readingForm(bet, today, { id, spare: spareOf(use), answer: { kind: "asking", use } }),
    async onOpened(client, opened) {
      const answered = await fetchToday(
        deps,
        { workspace: bet.workspace, kind: "bet", subject: bet.id },
        team,
      );
      if (!answered) return;
      const form = readingForm(bet, today, {
        id,
        spare: spareOf(answered),
        answer: { kind: "answered", use: answered },
      });
      // Dropped if the form has changed meanwhile, which then asks for the value.
      await updateView(client, opened.id, form, opened.hash);
      await deps.outbox.deliver();
    },
  };
}
