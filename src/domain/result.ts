/** What a rule returns: a value, or an expected refusal as data (`{ kind, ...facts }`). Faults throw. */
export type Result<Value, Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Refusal };

export const ok = <Value>(value: Value): Result<Value, never> => ({ ok: true, value });

export const err = <Refusal>(error: Refusal): Result<never, Refusal> => ({ ok: false, error });
