import type { DeliveryKind } from "#domain/deliveries/delivery.ts";
import type { Deps } from "#usecases/deps.ts";
import { type BetFacts, findBet } from "#usecases/bets/find-bet.ts";
import { findPulse } from "#usecases/pulses/find-pulse.ts";
import { findTeam } from "#usecases/teams/find-team.ts";
import { findReading } from "#usecases/readings/find-reading.ts";
import { nudgeOfDigest } from "#usecases/nudges/choose-nudge.ts";
import { isFirstDigest, readDigest, readLatest } from "#usecases/digests/read-news.ts";
import { amendmentMessage } from "./amendments/amendment-message.ts";
import { betCard } from "./bets/bet-card.ts";
import { deletedBetMessage } from "./bets/corrections/delete-form.ts";
import { noReadingMessage } from "./readings/no-reading-message.ts";
import { readingMessage } from "./readings/reading-message.ts";
import { reviewPrompt } from "./verdicts/review-prompt.ts";
import { parseSettlementId } from "./verdicts/settlement-id.ts";
import { disputeMessage, verdictMessage } from "./verdicts/verdict-message.ts";
import type { Message } from "#slack/kit/blocks.ts";
import { renderDigest, renderWeek } from "./digests/digest-message.ts";
import type { Render, RenderKind } from "#slack/platform/deliveries/rendering.ts";
import { pulseMessage } from "./pulses/pulse-message.ts";
import { renderPostedRecap } from "./recaps/show-recap.ts";
import { RETRO_RENDERERS } from "./retros/render-retro.ts";
import { failingMessage } from "./sources/failing-message.ts";
import { setUpMessage } from "./teams/set-up-message.ts";
import { findDispute } from "#usecases/readings/find-dispute.ts";
import { findVerdict } from "#usecases/verdicts/find-verdict.ts";
import { findAmendment } from "#usecases/amendments/find-amendment.ts";

/** Renders each kind of delivery. */
const RENDERERS: Readonly<Record<DeliveryKind, RenderKind>> = {
  "set-up": async (deps, { workspace, subject }) => {
    const team = await findTeam(deps, { workspace, team: subject });
    return team && { message: setUpMessage(team) };
  },
  card: ofBet((facts, { now }) => betCard(facts, now())),
  // Posted while it was still about the bet. There is no need to post it now.
  "deleted-bet": async (_deps, { subject, state }) =>
    state.kind === "sent" ? { message: deletedBetMessage(subject) } : undefined,
  reading: async (deps, { workspace, subject }) => {
    const found = await findReading(deps, { workspace, reading: subject });
    return found && { message: readingMessage(found.reading, found.bet.terms) };
  },
  amendment: async (deps, { workspace, subject }) => {
    // The subject is "<bet>/<version>", in the format of a settlement's "<bet>/<round>".
    const { bet, round: version } = parseSettlementId(subject);
    const found = await findAmendment(deps, { workspace, bet, version });
    return found && { message: amendmentMessage(found.bet.number, found.amendment) };
  },
  "no-reading": ofBet((facts, { now }) => noReadingMessage(facts, now())),
  "review-prompt": ofBet((facts, { now }) => reviewPrompt(facts, now())),
  "source-failing": async (deps, delivery) => {
    const facts = await findBet(deps, { workspace: delivery.workspace, bet: delivery.subject });
    const rendered = facts.ok && failingMessage(facts.value, deps.now(), delivery);
    return rendered ? { message: rendered } : undefined;
  },
  verdict: async (deps, { workspace, subject }) => {
    const { bet, round } = parseSettlementId(subject);
    const facts = await findVerdict(deps, { workspace, bet });
    return facts.ok ? { message: verdictMessage(facts.value, round) } : undefined;
  },
  dispute: async (deps, { workspace, subject }) => {
    const { bet, round } = parseSettlementId(subject);
    const found = await findDispute(deps, { workspace, bet, round });
    return found && { message: disputeMessage(found.bet.number, found.reason) };
  },
  digest: async (deps, { workspace, team, subject, state }) => {
    const input = { workspace, team, until: Temporal.Instant.from(subject) };
    const digest = await readDigest(deps, input);
    const nudge = await nudgeOfDigest(deps, { workspace, team, digest: subject });
    // An update says what the message said of its time when it was posted.
    const at = state.kind === "sent" ? postedAt(state.ts) : deps.now();
    if (!digest) return undefined;
    return renderDigest(digest, at, nudge, await isFirstDigest(deps, input));
  },
  "posted-week": async (deps, { workspace, team, subject, key }) => {
    const week = await readLatest(deps, { workspace, team, until: Temporal.Instant.from(subject) }, key);
    return week && renderWeek(week);
  },
  recap: renderPostedRecap,
  pulse: async (deps, { workspace, subject }) => {
    const facts = await findPulse(deps, { workspace, pulse: subject });
    return facts.ok ? { message: pulseMessage(facts.value, deps.now()) } : undefined;
  },
  ...RETRO_RENDERERS,
};

export const renderWith =
  (deps: Deps): Render =>
  (delivery) =>
    RENDERERS[delivery.kind](deps, delivery);

/** Slack's id of a message is the time at which it was posted, in seconds. */
const postedAt = (ts: string): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(Number(ts) * 1_000));

function ofBet(render: (facts: BetFacts, deps: Deps) => Message): RenderKind {
  return async (deps, { workspace, subject: bet }) => {
    const facts = await findBet(deps, { workspace, bet });
    return facts.ok ? { message: render(facts.value, deps) } : undefined;
  };
}
