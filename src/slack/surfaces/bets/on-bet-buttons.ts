import type { ModalView } from "@slack/types";
import { isOpenVerdict } from "#domain/bets/bet.ts";
import { admitToBet } from "#slack/surfaces/replies/admission.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { openFormAbout, openView, refusalView } from "#slack/surfaces/replies/open-view.ts";
import { messageModal } from "#slack/kit/message-modal.ts";
import { notice } from "#slack/kit/form.ts";
import { checkDeletable } from "#usecases/bets/delete-bet.ts";
import { type BetFacts, findBet } from "#usecases/bets/find-bet.ts";
import { amendForm } from "#slack/surfaces/amendments/amend-form.ts";
import { disputeForm } from "#slack/surfaces/verdicts/dispute-form.ts";
import { openingReading, type OpeningReading } from "#slack/surfaces/readings/open-reading-form.ts";
import { settleForm } from "#slack/surfaces/verdicts/settle-form.ts";
import { parseSettlementId } from "#slack/surfaces/verdicts/settlement-id.ts";
import { betDetails } from "./bet-card.ts";
import { deleteForm, notDeleted } from "./corrections/delete-form.ts";
import { editForm } from "./corrections/edit-form.ts";
import { listReadings } from "#usecases/readings/list-readings.ts";
import { todayOf } from "#usecases/deps.ts";

/** `round` is the settlement the form is about, `id` the id of what it adds. */
type FormContext = {
  readonly deps: SurfaceDeps;
  readonly today: Temporal.PlainDate;
  readonly round: number;
  readonly id: string;
};

/** A button that opens a form about a bet, or about one settlement of it. */
const opensForm = (formOf: (facts: BetFacts, context: FormContext) => ModalView | Promise<ModalView>) =>
  opens(async (facts, context) => ({ form: await formOf(facts, context) }));

type Opening = Pick<OpeningReading, "form"> & Partial<OpeningReading>;

/** The same for a form that is brought up to date after it has opened. */
const opens =
  (openingOf: (facts: BetFacts, context: FormContext) => Opening | Promise<Opening>) =>
  (deps: SurfaceDeps): OnButton =>
  async ({ ack, action, body, client }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const { bet, round } = parseSettlementId(action.value ?? "");
    const facts = await findBet(deps, { ...who, bet });
    if (!facts.ok) return openView(client, body.trigger_id, refusalView(facts.error));
    const { team } = facts.value;
    const today = todayOf(deps, team);
    const { form, onOpened } = await openingOf(facts.value, { deps, today, round, id: deps.newId() });
    return openFormAbout(client, body, team, form, admitToBet(deps, who, bet), async (opened) =>
      onOpened?.(client, opened),
    );
  };

const alreadySettled = (number: number): ModalView =>
  notice(`Bet #${number}`, explain({ kind: "already-settled", number }));

export const onTakeReading = opens((facts, { deps }) =>
  facts.bet.state.kind === "open" ? openingReading(deps, facts) : { form: alreadySettled(facts.bet.number) },
);

export const onSettle = opensForm(({ bet, use }, { today }) =>
  bet.state.kind === "open" ? settleForm(bet, today, { use }) : alreadySettled(bet.number),
);

export const onStop = opensForm(({ bet, use }, { today }) =>
  bet.state.kind === "open"
    ? settleForm(bet, today, { how: "stopped-early", use })
    : alreadySettled(bet.number),
);

export const onAmend = opensForm(({ bet }) =>
  bet.state.kind === "open" ? amendForm(bet) : alreadySettled(bet.number),
);

export const onEdit = opensForm(({ bet }, { deps }) =>
  bet.state.kind === "open"
    ? editForm(bet, deps.sources.names())
    : notice(`Bet #${bet.number}`, explain({ kind: "words-fixed", number: bet.number })),
);

export const onDelete = opensForm(async ({ bet }, { deps }) => {
  const deletable = await checkDeletable(deps, bet);
  return deletable.ok ? deleteForm(bet) : notDeleted(deletable.error);
});

export const onShowDetails = opensForm(async (facts, { deps }) =>
  messageModal(
    `Bet #${facts.bet.number}`,
    betDetails(facts, deps.now(), {
      sources: deps.sources.names(),
      readings: await listReadings(deps, facts.bet),
    }),
  ),
);

export const onDispute = opensForm(({ bet }, { round }) =>
  isOpenVerdict(bet, round)
    ? disputeForm(bet, round)
    : notice(`Bet #${bet.number}`, explain({ kind: "verdict-not-open", number: bet.number })),
);
