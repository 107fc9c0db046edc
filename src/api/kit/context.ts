import type { OpenAPIHono, z } from "@hono/zod-openapi";
import type { Access } from "#domain/tokens/token.ts";
import type { Bet } from "#domain/bets/bet.ts";
import type { Result } from "#domain/result.ts";
import type { Team } from "#domain/teams/team.ts";
import type { MemberName } from "#domain/wording/member-names.ts";
import type { Refusal } from "#slack/surfaces/replies/refusals.ts";
import { findBet } from "#usecases/bets/find-bet.ts";
import type { Deps } from "#usecases/deps.ts";
import type { Electorate } from "#usecases/polls/electorate.ts";
import { findTeam } from "#usecases/teams/find-team.ts";
import { notFound } from "./problems.ts";

export type ApiDeps = Deps & {
  readonly electorate: Electorate;
  /** The names of the people in a channel, to keep them out of texts; or why nothing can be posted there. */
  readonly namesIn: (where: {
    readonly workspace: string;
    readonly channel: string;
  }) => Promise<Result<readonly MemberName[], Refusal>>;
  /** Posts what is due. */
  readonly deliver: () => Promise<void>;
  readonly log: { readonly info: (facts: object, words: string) => void };
  /** Logs an unexpected error and returns the id under which it is logged. */
  readonly onFault: (fault: unknown) => string;
  /** How many requests a token may send in a minute. */
  readonly requestsPerMinute: number;
};

/** What is known of a request while it is handled. */
export type ApiEnv = {
  readonly Variables: {
    /** What its token allows. */
    access: Access;
    /** The id for what the request adds: the same when it is sent again with the same `Idempotency-Key`. */
    newId: string;
    /** What the answer is about. */
    team?: string;
    bet?: string;
  };
};

export type ApiApp = OpenAPIHono<ApiEnv>;

type Seen = {
  readonly var: Pick<ApiEnv["Variables"], "access">;
  readonly set: (name: "team" | "bet", value: string) => void;
};

/** The team of a request, if its token is for it. Another team's is as unknown as one that doesn't exist. */
export async function teamOf(deps: ApiDeps, seen: Seen, id: string): Promise<Team> {
  const { access } = seen.var;
  const isOwn = access.team === undefined || access.team === id;
  const team = isOwn ? await findTeam(deps, { workspace: access.workspace, team: id }) : undefined;
  if (!team) throw notFound("There is no such team, or this token is not for it.");
  seen.set("team", team.id);
  return team;
}

/** The bet of a request and its team, as above. */
export async function betOf(deps: ApiDeps, seen: Seen, id: string): Promise<{ bet: Bet; team: Team }> {
  const { access } = seen.var;
  const found = await findBet(deps, { workspace: access.workspace, bet: id });
  if (!found.ok || (access.team !== undefined && found.value.team.id !== access.team)) throw noBet();
  seen.set("team", found.value.team.id);
  seen.set("bet", found.value.bet.id);
  return found.value;
}

export const noBet = () => notFound("There is no such bet, or this token is not for its team.");

/** JSON of this shape, as the body of a request or an answer. */
export const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { "application/json": { schema } },
});
