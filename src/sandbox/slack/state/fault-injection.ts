import { z } from "zod";
import { type Faults, faults } from "./faults.ts";
import type { SandboxState } from "./state.ts";

/** Replaces all faults; those left out are turned off. Throws if the input is invalid. */
export function setFaults(state: SandboxState, input: unknown): void {
  const parsed = faults.safeParse(input);
  if (!parsed.success)
    throw new Error(`These are no faults of the sandbox:\n${z.prettifyError(parsed.error)}`);
  for (const name of faults.keyof().options) delete state.faults[name];
  Object.assign(state.faults, parsed.data);
  state.changed();
}

/** Returns the fault if it is on, and counts this use against its `times`. */
export function takeFault<Name extends keyof Faults>(state: SandboxState, name: Name): Faults[Name] {
  const fault = state.faults[name];
  if (fault?.times === undefined) return fault;
  if (fault.times > 1) fault.times -= 1;
  else delete state.faults[name];
  return fault;
}
