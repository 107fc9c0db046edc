import type { ApiApp } from "#api/kit/context.ts";

const DESCRIPTION = `Read a team's record, and add to it what a program knows: readings, values of key results, bets.

Every request needs a token: \`Authorization: Bearer oct_...\`. In Slack, \`/outcomes tokens\` makes one for a team or, for admins, for the whole workspace. Its scopes say what it may do: \`read\`, \`readings\` (add readings) and \`write\` (whatever is listed here, and the other two). Votes, verdicts and retros are for people, in Slack.

Days are in the team's time zone, moments in UTC. Fields that are absent have no value. New fields may be added to answers.`;

const TAGS = [
  { name: "Teams", description: "The people of a channel in Slack." },
  { name: "Bets", description: "Changes that a team expects to move one metric." },
  { name: "Readings", description: "Measured values of a bet's metric." },
  { name: "Verdicts", description: "What decides how a bet came out." },
  { name: "Goals", description: "Objectives and their key results." },
  { name: "Learnings", description: "What is worth knowing next time." },
  { name: "Quarters", description: "The figures of the recap and the report." },
];

/** The OpenAPI 3.1 document of all routes, from the schemas that check them. */
export function describeApi(api: ApiApp, base: string) {
  api.openAPIRegistry.registerComponent("securitySchemes", "token", {
    type: "http",
    scheme: "bearer",
    description: "A token that /outcomes tokens makes. The scope that an operation needs is listed with it.",
  });
  return api.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Ourcome's API",
      version: "1",
      description: DESCRIPTION,
      license: { name: "MIT", url: "https://opensource.org/license/mit" },
    },
    servers: [{ url: base }],
    tags: TAGS,
  });
}

export type ApiDocument = ReturnType<typeof describeApi>;
