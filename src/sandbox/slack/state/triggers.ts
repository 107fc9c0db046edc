import { randomBytes } from "node:crypto";
import { type Result, err, ok } from "#domain/result.ts";
import type { SandboxState } from "./state.ts";

/** As in Slack. */
const TRIGGER_LIFE_MS = 3000;

export function issueTrigger(state: SandboxState, user: string): string {
  const id = `${state.newId("")}.${state.workspace.id}.${randomBytes(8).toString("hex")}`;
  state.triggers.set(id, { user, issued: Date.now(), used: false });
  return id;
}

/** Uses up a trigger id, which opens one view before it expires. */
export function useTrigger(state: SandboxState, id: unknown): Result<{ user: string }, string> {
  if (typeof id !== "string") return err("invalid_arguments");
  const trigger = state.triggers.get(id);
  if (!trigger) return err("invalid_trigger_id");
  if (trigger.used) return err("exchanged_trigger_id");
  if (Date.now() - trigger.issued >= (state.options.triggerLifeMs ?? TRIGGER_LIFE_MS)) {
    return err("expired_trigger_id");
  }
  trigger.used = true;
  return ok({ user: trigger.user });
}
