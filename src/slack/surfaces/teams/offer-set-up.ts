import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { defaultThreshold } from "#domain/teams/team.ts";
import type { Who } from "#slack/platform/access/access.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { notice } from "#slack/kit/form.ts";
import { openView, refusalView } from "#slack/surfaces/replies/open-view.ts";
import { clip, LIMITS } from "#slack/kit/text.ts";
import { DEFAULT_DIGEST, setUpForm } from "./settings-form.ts";

type Where = Who & { readonly channel: string };

/** Offers to make a channel a team. `bet` is what somebody wanted to place: the bet's form comes next, filled in. */
export const offerSetUp = (
  deps: SurfaceDeps,
  client: WebClient,
  triggerId: string,
  where: Where,
  bet?: string,
): Promise<void> =>
  openView(
    client,
    triggerId,
    notice("Set up the team", "One moment, we are looking at the channel."),
    form(deps, where, bet),
  );

/** Of a channel this large, nobody needs to be looked up one by one: past Slack's rate limit there would be no form at all. */
const LARGE = 40;

async function form({ access }: SurfaceDeps, where: Where, bet: string | undefined): Promise<ModalView> {
  const admitted = await access.admit(where);
  if (!admitted.ok) return refusalView(admitted.error, bet);
  const { channelName, timeZone, members } = admitted.value;
  const size = members.length > LARGE ? members.length : (await access.voters(where)).size;
  return setUpForm(
    {
      name: clip(channelName, LIMITS.name),
      timeZone,
      ...DEFAULT_DIGEST,
      anonymityThreshold: defaultThreshold(size),
      asksPulse: true,
    },
    { channel: where.channel, ...(bet !== undefined && { bet }) },
  );
}
