import { keys } from "#domain/deliveries/delivery.ts";
import { type Pulse, PULSE_QUESTIONS } from "#domain/pulses/pulse.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { Team } from "#domain/teams/team.ts";
import { votesCast } from "#usecases/polls/count-poll.ts";
import type { Deps } from "#usecases/deps.ts";

export type PulseNotFound = { readonly kind: "pulse-not-found" };

/** Everything a pulse's message shows. */
export type PulseFacts = {
  readonly pulse: Pulse;
  readonly team: Team;
  /** While it is open: the number of answers to the question with the most. */
  readonly answered: number;
};

export async function findPulse(
  { store }: Deps,
  input: { workspace: string; pulse: string },
): Promise<Result<PulseFacts, PulseNotFound>> {
  const { workspace } = input;
  const pulse = await store.pulses.find(workspace, input.pulse);
  const team = pulse && (await store.teams.find(workspace, pulse.team));
  if (!pulse || !team) return err({ kind: "pulse-not-found" });
  const polls = PULSE_QUESTIONS.map((question) => keys.pulseQuestion(pulse.id, question));
  const cast = await Promise.all(polls.map((poll) => votesCast(store, workspace, poll)));
  return ok({ pulse, team, answered: Math.max(...cast) });
}
