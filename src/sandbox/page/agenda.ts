import type { Bet } from "#domain/bets/bet.ts";
import type { Store } from "#store/store.ts";
import type { PageDue } from "./page-state.ts";

const WORKSPACE = "T0SANDBOX";

type Add = (kind: PageDue["kind"], at: Temporal.Instant, words: string) => void;

/** What Ourcome's schedules will do in these channels, in order. */
export async function agenda(
  store: Store,
  channels: readonly { readonly id: string; readonly name: string }[],
): Promise<PageDue[]> {
  const due: PageDue[] = [];
  for (const { id: channel, name } of channels) {
    const team = await store.teams.ofChannel(WORKSPACE, channel);
    if (!team) continue;
    const add: Add = (kind, at, words) => due.push({ kind, at: at.toString(), channel, text: words });
    add("digest", team.nextDigestAt, `Digest in #${name}`);
    const bets = await store.bets.ofTeam(WORKSPACE, team.id);
    for (const bet of bets) addBet(bet, add);
    for (const { bet, state } of await store.retros.ofTeam(WORKSPACE, team.id)) {
      const number = bets.find(({ id }) => id === bet)?.number;
      if (state.kind === "open") add("retro", state.closesAt, `Retro on bet #${number} closes`);
    }
    for (const { state } of await store.pulses.ofTeam(WORKSPACE, team.id))
      if (state.kind === "open") add("pulse", state.closesAt, `Pulse in #${name} closes`);
  }
  return due.sort((a, b) => (a.at < b.at ? -1 : 1));
}

function addBet({ number, review, state }: Bet, add: Add): void {
  if (state.kind === "open" && review.nextPromptAt) {
    add("review", review.nextPromptAt, `Bet #${number} is up for review`);
  }
  if (state.kind === "provisional") add("verdict", state.finalAt, `Verdict on bet #${number} becomes final`);
}
