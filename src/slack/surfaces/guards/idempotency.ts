import type {
  AllMiddlewareArgs,
  AnyMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from "@slack/bolt";
import { z } from "zod";
import type { Deps } from "#usecases/deps.ts";
import { claimRequest } from "#usecases/requests/claim-request.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { notice } from "#slack/kit/form.ts";
import { isAckDeferred } from "#slack/platform/requests/deferred-acks.ts";
import { keepFormOpen } from "./keep-form-open.ts";

/** A command, a click, a form or a shortcut has a trigger id of its own; an event has an event id. */
const named = z.union([
  z.object({ trigger_id: z.string().min(1) }).transform((body) => body.trigger_id),
  z.object({ event_id: z.string().min(1) }).transform((body) => body.event_id),
]);

/**
 * Each request of Slack's is acted on once, whoever sends it again: Slack, a proxy, or somebody who recorded it. What a
 * person does twice are two requests; where that must not count twice, the use case sees to it.
 */
export const handleOnce =
  (deps: Deps & Pick<SurfaceDeps, "log">) =>
  async (args: AnyMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const request = named.safeParse(args.body);
    const workspace = args.context.teamId ?? "";
    // Noted and then not carried out, what must not be lost would be.
    if (!request.success || isAckDeferred(args.body)) return args.next();
    let isFirst: boolean;
    try {
      isFirst = await claimRequest(deps, { workspace, request: request.data });
    } catch (fault) {
      if (deps.store.databaseErrorWords(fault) === undefined) throw fault;
      // To wait for the lock once more would answer a form too late. Where this cannot be noted, nothing else can be
      // saved, so nothing comes of it twice; what only reads still works.
      return isForm(args) ? keepFormOpen(deps, args, fault) : args.next();
    }
    if (isFirst) return args.next();
    if (isForm(args))
      // Saying nothing would close the form, and we no longer know whether the first answer found something to mend.
      return args.ack({ response_action: "push", view: duplicateNotice });
    if ("ack" in args && args.ack) await args.ack();
  };

type Form = SlackViewMiddlewareArgs<ViewSubmitAction>;

const isForm = (args: AnyMiddlewareArgs): args is Form =>
  "view" in args && args.body.type === "view_submission";

const duplicateNotice = notice(
  "This came twice",
  "Slack sent us this form twice; we took the first. Nothing is lost: close this, and if the form is still there, send it again. What is saved already is not saved a second time.",
);
