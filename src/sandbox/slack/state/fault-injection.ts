import { z } from "zod";
import { type Faults, faults } from "./faults.ts";
import type { SandboxState } from "./state.ts";

/** Sets all of them anew; those left out are off. */
export function setFaults(state: SandboxState, given: unknown): void {
  const read = faults.safeParse(given);
  if (!read.success) throw new Error(`These are no faults of the sandbox:\n${z.prettifyError(read.error)}`);
  for (const name of faults.keyof().options) delete state.faults[name];
  Object.assign(state.faults, read.data);
  state.changed();
}

/** The fault if it is on, once less often from now on. */
export function takeFault<Name extends keyof Faults>(state: SandboxState, name: Name): Faults[Name] {
  const fault = state.faults[name];
  if (fault?.times === undefined) return fault;
  if (fault.times > 1) fault.times -= 1;
  else delete state.faults[name];
  return fault;
}
