/** Who chose the bet: the team, the team when asked, or others for the team. */
export const CHOSEN = ["we-chose", "asked-and-agreed", "decided-for-us"] as const;
export type Chosen = (typeof CHOSEN)[number];

/** What a team depends on when it cannot release alone. */
export const DEPENDENCIES = ["structural", "governance", "technical", "knowledge"] as const;
export type Dependency = (typeof DEPENDENCIES)[number];

/** The team's authority over a bet. Without a `dependency` it can release alone. */
export type Mandate = { readonly chosen: Chosen; readonly dependency?: Dependency };

/** Whether the team chose the bet or agreed to it. All others were handed down. */
export const isOwn = (mandate: Mandate): boolean => mandate.chosen !== "decided-for-us";
