/** Who chose the bet: we chose it, we were asked and agreed, or it was decided for us. */
export const CHOSEN = ["we-chose", "asked-and-agreed", "decided-for-us"] as const;
export type Chosen = (typeof CHOSEN)[number];

/** What a team waits for when it cannot release alone. */
export const DEPENDENCIES = ["structural", "governance", "technical", "knowledge"] as const;
export type Dependency = (typeof DEPENDENCIES)[number];

/** The team's authority over a bet. Without a `dependency` it can release alone. */
export type Mandate = { readonly chosen: Chosen; readonly dependency?: Dependency };

/** A bet of our own: chosen by us, or asked for and agreed to. The others were handed down. */
export const isOwn = (mandate: Mandate): boolean => mandate.chosen !== "decided-for-us";
