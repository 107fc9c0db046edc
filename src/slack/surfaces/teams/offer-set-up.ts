import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { defaultThreshold } from "#domain/teams/team.ts";
import type { Requester } from "#slack/platform/access/access.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { notice } from "#slack/kit/form.ts";
import { openView, refusalView } from "#slack/surfaces/replies/open-view.ts";
import { clip, LIMITS } from "#slack/kit/text.ts";
import { DEFAULT_DIGEST, setUpForm } from "./settings-form.ts";

type Where = Requester & { readonly channel: string };

/** Offers to set up a team for a channel. If a `bet` was typed, its form comes next, filled in. */
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
    setUpView(deps, where, bet),
  );

/** Above this size, don't look members up one by one: Slack's rate limit would keep the form from opening. */
const LARGE_CHANNEL = 40;

async function setUpView({ access }: SurfaceDeps, where: Where, bet: string | undefined): Promise<ModalView> {
  const admitted = await access.checkAccess(where);
  if (!admitted.ok) return refusalView(admitted.error, bet);
  const { channelName, timeZone, members } = admitted.value;
  const size = members.length > LARGE_CHANNEL ? members.length : (await access.voters(where)).size;
  return setUpForm(
    {
      name: clip(channelName, LIMITS.name),
      timeZone,
      ...DEFAULT_DIGEST,
      anonymityThreshold: defaultThreshold(size),
      asksPulse: true,
      defaultChosen: "we-chose",
      postsQuietWeeks: false,
    },
    { channel: where.channel, ...(bet !== undefined && { bet }) },
  );
}
