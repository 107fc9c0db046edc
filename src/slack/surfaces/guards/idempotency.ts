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

/** A command, click, form or shortcut has its own trigger id; an event has an event id. */
const requestId = z.union([
  z.object({ trigger_id: z.string().min(1) }).transform((body) => body.trigger_id),
  z.object({ event_id: z.string().min(1) }).transform((body) => body.event_id),
]);

/**
 * Handles each Slack request once, whoever sends it again: Slack, a proxy, or somebody who recorded it. Two clicks are
 * two requests; where they must not count twice, the use case prevents it.
 */
export const ignoreDuplicateRequests =
  (deps: Deps & Pick<SurfaceDeps, "log">) =>
  async (args: AnyMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const request = requestId.safeParse(args.body);
    const workspace = args.context.teamId ?? "";
    // An event whose ack is deferred is not claimed: if handling it fails, the retry must not be ignored.
    if (!request.success || isAckDeferred(args.body)) return args.next();
    let isFirst: boolean;
    try {
      isFirst = await claimRequest(deps, { workspace, request: request.data });
    } catch (fault) {
      if (deps.store.databaseErrorMessage(fault) === undefined) throw fault;
      // A form must be answered now: waiting for the lock again would take too long. Other requests go on: without the
      // database nothing can be saved twice, and what only reads still works.
      return isForm(args) ? keepFormOpen(deps, args, fault) : args.next();
    }
    if (isFirst) return args.next();
    if (isForm(args))
      // A plain ack would close the form, though the first answer may have shown errors in it.
      return args.ack({ response_action: "push", view: duplicateNotice });
    if ("ack" in args && args.ack) await args.ack();
  };

type FormArgs = SlackViewMiddlewareArgs<ViewSubmitAction>;

const isForm = (args: AnyMiddlewareArgs): args is FormArgs =>
  "view" in args && args.body.type === "view_submission";

const duplicateNotice = notice(
  "This came twice",
  "Slack sent us this form twice; we took the first. Nothing is lost: close this, and if the form is still there, send it again. What is saved already is not saved a second time.",
);
