import { checkView, slackError } from "#sandbox/limits/check.ts";
import { withIds } from "#sandbox/slack/state/blocks.ts";
import { noteLimits } from "#sandbox/slack/state/request-log.ts";
import {
  type Answer,
  type JsonObject,
  type ViewContent,
  refusal,
  viewContent,
} from "#sandbox/slack/state/shapes.ts";
import type { SandboxState, ViewRecord } from "#sandbox/slack/state/state.ts";
import { useTrigger } from "#sandbox/slack/state/triggers.ts";
import { valuesOf } from "#sandbox/slack/state/view-state.ts";

const STACK_LIMIT = 3;

export const stackOf = (state: SandboxState, user: string): ViewRecord[] =>
  (state.stacks.get(user) ?? []).flatMap((id) => state.views.get(id) ?? []);

/** A view as in Slack's payloads and responses. */
export function viewPayload(state: SandboxState, view: ViewRecord): JsonObject {
  const { content } = view;
  return {
    id: view.id,
    team_id: state.workspace.id,
    app_id: state.app.id,
    app_installed_team_id: state.workspace.id,
    bot_id: state.app.botId,
    title: { type: "plain_text", text: "View Title", emoji: true },
    close: null,
    submit: null,
    private_metadata: "",
    callback_id: "",
    external_id: "",
    clear_on_close: false,
    notify_on_close: false,
    ...content,
    state: { values: view.values },
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: view.previousId,
  };
}

type ReadView = { readonly content: ViewContent } | { readonly refused: Answer };

function readView(state: SandboxState, where: string, view: unknown, type: "modal" | "home"): ReadView {
  const parsed = viewContent.safeParse(view);
  const problems = parsed.success
    ? checkView(view)
    : parsed.error.issues.map(({ path, message }) => ({ pointer: `/view/${path.join("/")}`, message }));
  if (!parsed.success || problems.length > 0) {
    noteLimits(state, where, problems);
    return { refused: { ...slackError(problems, "view"), ok: false } };
  }
  if (parsed.data.type !== type) return { refused: refusal("invalid_arguments") };
  return { content: { ...parsed.data, blocks: withIds(parsed.data.blocks, state.newId) } };
}

function newView(state: SandboxState, user: string, content: ViewContent, previous?: ViewRecord): ViewRecord {
  const id = state.newId("V");
  const view: ViewRecord = {
    id,
    userId: user,
    rootId: previous?.rootId ?? id,
    previousId: previous?.id ?? null,
    content,
    hash: state.newId(`${Math.floor(Date.now() / 1000)}.`),
    values: valuesOf(content.blocks),
    errors: {},
  };
  state.views.set(id, view);
  return view;
}

const viewAnswer = (state: SandboxState, view: ViewRecord): Answer => ({
  ok: true,
  view: viewPayload(state, view),
});

export function openView(state: SandboxState, args: JsonObject): Answer {
  const read = readView(state, "views.open", args["view"], "modal");
  if ("refused" in read) return read.refused;
  const trigger = useTrigger(state, args["trigger_id"]);
  if (!trigger.ok) return refusal(trigger.error);
  const view = newView(state, trigger.value.user, read.content);
  closeAll(state, view.userId);
  state.stacks.set(view.userId, [view.id]);
  return viewAnswer(state, view);
}

export function pushView(state: SandboxState, args: JsonObject): Answer {
  const read = readView(state, "views.push", args["view"], "modal");
  if ("refused" in read) return read.refused;
  const trigger = useTrigger(state, args["trigger_id"]);
  if (!trigger.ok) return refusal(trigger.error);
  return pushOnto(state, trigger.value.user, read.content);
}

function pushOnto(state: SandboxState, user: string, content: ViewContent): Answer {
  const stack = stackOf(state, user);
  const top = stack.at(-1);
  if (!top) return refusal("not_found");
  if (stack.length >= STACK_LIMIT) return refusal("push_limit_reached");
  const view = newView(state, user, content, top);
  state.stacks.set(user, [...stack.map(({ id }) => id), view.id]);
  return viewAnswer(state, view);
}

export function updateView(state: SandboxState, args: JsonObject): Answer {
  const { view_id: viewId, external_id: externalId, hash } = args;
  const view = [...state.views.values()].find((known) =>
    viewId === undefined ? known.content.external_id === externalId : known.id === viewId,
  );
  if (!view) return refusal("not_found");
  const read = readView(state, "views.update", args["view"], view.content.type);
  if ("refused" in read) return read.refused;
  if (hash !== undefined && hash !== "" && hash !== view.hash) return refusal("hash_conflict");
  replaceContent(state, view, read.content);
  return viewAnswer(state, view);
}

function replaceContent(state: SandboxState, view: ViewRecord, content: ViewContent): void {
  view.content = content;
  view.values = valuesOf(content.blocks, view.values);
  view.hash = state.newId(`${Math.floor(Date.now() / 1000)}.`);
  view.errors = {};
}

export function publishView(state: SandboxState, args: JsonObject): Answer {
  const user = args["user_id"];
  if (typeof user !== "string" || !state.people.has(user)) return refusal("user_not_found");
  const read = readView(state, "views.publish", args["view"], "home");
  if ("refused" in read) return read.refused;
  const published = state.views.get(state.homes.get(user) ?? "");
  if (!published) {
    const view = newView(state, user, read.content);
    state.homes.set(user, view.id);
    return viewAnswer(state, view);
  }
  const { hash } = args;
  if (hash !== undefined && hash !== "" && hash !== published.hash) return refusal("hash_conflict");
  replaceContent(state, published, read.content);
  return viewAnswer(state, published);
}

/** Restores a Home tab after a restart. */
export function restoreHome(
  state: SandboxState,
  user: string,
  content: ViewContent,
  values: ViewRecord["values"],
): void {
  const view = newView(state, user, content);
  view.values = values;
  state.homes.set(user, view.id);
}

export function closeTop(state: SandboxState, user: string): void {
  const ids = state.stacks.get(user) ?? [];
  const top = ids.at(-1);
  if (top) state.views.delete(top);
  state.stacks.set(user, ids.slice(0, -1));
  state.changed();
}

export function closeAll(state: SandboxState, user: string): void {
  for (const id of state.stacks.get(user) ?? []) state.views.delete(id);
  state.stacks.set(user, []);
  state.changed();
}

/** Carries out the ack of a `view_submission`. Returns Slack's refusal if the ack is wrong. */
export function followAck(state: SandboxState, view: ViewRecord, ack: JsonObject): Answer | undefined {
  const where = "view_submission ack";
  switch (ack["response_action"]) {
    case undefined:
      closeTop(state, view.userId);
      return undefined;
    case "clear":
      closeAll(state, view.userId);
      return undefined;
    case "update": {
      const read = readView(state, where, ack["view"], "modal");
      if ("refused" in read) return read.refused;
      replaceContent(state, view, read.content);
      return undefined;
    }
    case "push": {
      const read = readView(state, where, ack["view"], "modal");
      const pushed = "refused" in read ? read.refused : pushOnto(state, view.userId, read.content);
      return pushed.ok ? undefined : pushed;
    }
    default:
      return refusal("invalid_response_action");
  }
}
