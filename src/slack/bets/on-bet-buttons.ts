import type { ModalView } from "@slack/types";
import { isOpenVerdict } from "#domain/bet.ts";
import { admitToBet } from "#slack/admit.ts";
import type { SlackDeps } from "#slack/deps.ts";
import { explain } from "#slack/errors.ts";
import { type OnButton, workspaceOf } from "#slack/listener.ts";
import { openAbout, openView, refusalView } from "#slack/open-view.ts";
import { notice } from "#slack/form.ts";
import { type BetFacts, findBet } from "#usecases/find-bet.ts";
import { amendForm } from "./amend-form.ts";
import { disputeForm } from "./dispute-form.ts";
import { readingForm } from "./reading-form.ts";
import { settleForm } from "./settle-form.ts";
import { settlingOf } from "./settling.ts";

/** When a form opens, about which settling, and the id that what it adds will have. */
type Opened = { readonly today: Temporal.PlainDate; readonly round: number; readonly id: string };

/** A button on a bet, or on one settling of it, that opens a form about it. */
const opens =
  (formOf: (facts: BetFacts, opened: Opened) => ModalView) =>
  (deps: SlackDeps): OnButton =>
  async ({ ack, action, body, client }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const { bet, round } = settlingOf(action.value ?? "");
    const facts = await findBet(deps, { ...who, bet });
    if (!facts.ok) return openView(client, body.trigger_id, refusalView(facts.error));
    const { team } = facts.value;
    const today = deps.now().toZonedDateTimeISO(team.timeZone).toPlainDate();
    const form = formOf(facts.value, { today, round, id: deps.newId() });
    return openAbout(client, body, team, form, admitToBet(deps, who, bet));
  };

const settledAlready = (number: number): ModalView =>
  notice(`Bet #${number}`, explain({ kind: "already-settled", number }));

export const onTakeReading = opens(({ bet }, { today, id }) =>
  bet.state.kind === "open" ? readingForm(bet, today, id) : settledAlready(bet.number),
);

export const onSettle = opens(({ bet }, { today }) =>
  bet.state.kind === "open" ? settleForm(bet, today) : settledAlready(bet.number),
);

export const onAmend = opens(({ bet }) =>
  bet.state.kind === "open" ? amendForm(bet) : settledAlready(bet.number),
);

export const onDispute = opens(({ bet }, { round }) =>
  isOpenVerdict(bet, round)
    ? disputeForm(bet, round)
    : notice(`Bet #${bet.number}`, explain({ kind: "verdict-not-open", number: bet.number })),
);
