import type { ViewOutput } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { Result } from "#domain/result.ts";
import type { Team } from "#domain/teams/team.ts";
import { MAX_TOKEN_NAME, TOKEN_SCOPES, type TokenScope } from "#domain/tokens/token.ts";
import { plain } from "#slack/kit/blocks.ts";
import { type FieldErrors, modal, readForm, requiredText } from "#slack/kit/form.ts";
import { checkInput, option, radioInput, textInput } from "#slack/kit/inputs.ts";
import { explain, type Refusal } from "#slack/surfaces/replies/refusals.ts";
import { FORMS } from "#slack/surfaces/ids.ts";
import { SCOPE_WORDS } from "./token-words.ts";

const FIELDS = { name: "name", scopes: "scopes", owner: "owner" } as const;
const OWNERS = ["team", "workspace"] as const;

/** `id`: that of the token to make, so that a form sent twice makes one. */
export const tokenMetadata = z.object({ team: z.string(), id: z.string() });

/** Asks for a token's name and scopes; admins of the workspace also whether it is for one team or for all. */
export const tokenForm = (team: Pick<Team, "id" | "name">, isAdmin: boolean, id: string): ModalView =>
  modal({
    callbackId: FORMS.newToken,
    title: "New token",
    submit: "Make it",
    metadata: { team: team.id, id },
    blocks: [
      textInput({
        id: FIELDS.name,
        label: "What is it for?",
        hint: "The name of a program, not of a person.",
        placeholder: "Nightly job of the warehouse",
        max: MAX_TOKEN_NAME,
      }),
      checkInput({
        id: FIELDS.scopes,
        label: "What may it do?",
        hint: "As little as it needs.",
        optional: false,
        options: TOKEN_SCOPES.map((scope) => ({
          ...option(scope, SCOPE_WORDS[scope].label),
          description: plain(SCOPE_WORDS[scope].sentence),
        })),
        initial: new Set(),
      }),
      ...(isAdmin
        ? [
            radioInput({
              id: FIELDS.owner,
              label: "For which teams?",
              hint: "Only admins of the workspace are asked this.",
              options: [
                option("team", `Only ${team.name}`),
                option("workspace", "Every team of this workspace, private channels included"),
              ],
              initial: "team",
            }),
          ]
        : []),
    ],
  });

export type TokenDraft = {
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  readonly isForWorkspace: boolean;
};

const schema = z
  .object({
    [FIELDS.name]: requiredText(MAX_TOKEN_NAME),
    [FIELDS.scopes]: z.array(z.enum(TOKEN_SCOPES)).min(1, explain({ kind: "no-scope" })),
    [FIELDS.owner]: z.enum(OWNERS).default("team"),
  })
  .transform(({ name, scopes, owner }): TokenDraft => ({
    name,
    scopes,
    isForWorkspace: owner === "workspace",
  }));

export const readToken = (view: Pick<ViewOutput, "state">): Result<TokenDraft, FieldErrors> =>
  readForm(schema, view, { [FIELDS.scopes]: tickedIn(view) });

const tickedIn = ({ state }: Pick<ViewOutput, "state">): string[] =>
  state.values[FIELDS.scopes]?.[FIELDS.scopes]?.selected_options?.map(({ value }) => value) ?? [];

export const tokenErrors = (refusal: Refusal): FieldErrors => ({
  [refusal.kind === "no-scope" ? FIELDS.scopes : FIELDS.name]: explain(refusal),
});
