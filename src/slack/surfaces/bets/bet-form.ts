import type { ModalView } from "@slack/types";
import { CHOSEN } from "#domain/bets/mandate.ts";
import type { Team } from "#domain/teams/team.ts";
import { paragraph } from "#slack/kit/blocks.ts";
import { modal } from "#slack/kit/form.ts";
import { fitsMetadata } from "#slack/kit/hidden-fields.ts";
import { dayInput, option, selectInput, textInput } from "#slack/kit/inputs.ts";
import { clip, isolateRightToLeft, LIMITS } from "#slack/kit/text.ts";
import { FORMS } from "#slack/surfaces/ids.ts";
import { echoBlocks } from "#slack/surfaces/search/echo-blocks.ts";
import type { BetChoices } from "#usecases/bets/list-bet-choices.ts";
import type { EchoOfTeams } from "#usecases/search/find-echoes.ts";
import { formBaseRateWords } from "./base-rate-words.ts";
import { CHOSEN_WORDS } from "./bet-words.ts";
import { BET_FIELDS as FIELDS, type BetMetadata, type BetPrefill } from "./form/fields.ts";
import { hiddenFrom, moreButton, moreInputs } from "./form/more-inputs.ts";

/** A bet form as it is filled in: its values, whether the fields behind "More" show, and its metadata. */
export type FilledBetForm = {
  readonly filled: BetPrefill;
  readonly more: boolean;
  readonly metadata: BetMetadata;
};

/** What the form shows besides its values: goals and learnings to choose from, the base rate, similar bets. */
type BetFormFacts = BetChoices & { readonly echo: EchoOfTeams | undefined; readonly team: Team };

/** Asks for what we change, the metric with from and to, the review date, and who chose it. */
export function betForm({ filled, more, metadata }: FilledBetForm, facts: BetFormFacts): ModalView {
  const { metrics, baseRate, echo, team } = facts;
  const withHidden = { ...metadata, hidden: hiddenFrom(filled) };
  const showsMore = more || !fitsMetadata(withHidden);
  return modal({
    callbackId: FORMS.placeBet,
    title: "Place a bet",
    submit: "Place it",
    metadata: showsMore ? metadata : withHidden,
    blocks: [
      textInput({ id: FIELDS.title, label: "What do we change?", max: LIMITS.title, initial: filled.title }),
      textInput({
        id: FIELDS.metric,
        label: "Which metric do we expect to move?",
        hint: `${latelyWords(metrics)}Enter shows earlier bets that resemble this one.`,
        max: LIMITS.metric,
        initial: filled.metric,
        dispatch: true,
      }),
      ...(echo ? echoBlocks(echo, team) : []),
      textInput({
        id: FIELDS.baseline,
        label: "From",
        hint: "Where the metric stands now, such as 32 % or 1,200 €.",
        max: LIMITS.metric,
        initial: filled.baseline,
      }),
      textInput({ id: FIELDS.target, label: "To", max: LIMITS.metric, initial: filled.target }),
      paragraph([formBaseRateWords(baseRate)]),
      dayInput({
        id: FIELDS.reviewOn,
        label: "When do we look at it?",
        initial: filled.reviewOn,
        ...(metadata.question !== undefined && { hint: metadata.question }),
      }),
      selectInput({
        id: FIELDS.chosen,
        label: "Who chose it?",
        options: CHOSEN.map((chosen) => option(chosen, CHOSEN_WORDS[chosen])),
        initial: filled.chosen ?? team.defaultChosen,
      }),
      moreButton(filled, showsMore, team.id),
      ...(showsMore ? moreInputs(filled, facts, echo) : []),
    ],
  });
}

const MAX_LATELY = 3;
const MAX_METRIC_LENGTH = 40;

/** "Lately: activation, churn. " */
const latelyWords = (metrics: readonly string[]): string =>
  metrics.length === 0
    ? ""
    : `Lately: ${metrics
        .slice(0, MAX_LATELY)
        .map((metric) => isolateRightToLeft(clip(metric, MAX_METRIC_LENGTH)))
        .join(", ")}. `;
