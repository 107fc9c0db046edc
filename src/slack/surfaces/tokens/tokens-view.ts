import type { ModalView } from "@slack/types";
import type { Team } from "#domain/teams/team.ts";
import type { Token } from "#domain/tokens/token.ts";
import { actions, bold, button, lineWith, type MessageBlock, paragraph, plain } from "#slack/kit/blocks.ts";
import { modal } from "#slack/kit/form.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import { ACTIONS, VIEWS } from "#slack/surfaces/ids.ts";
import { tokenLines } from "./token-words.ts";

const TOKENS_TITLE = "Tokens and calendar";

/** The tokens that open a team's record: its own, and those for the whole workspace, which only admins may revoke. */
export type TokenList = {
  readonly ofTeam: readonly Token[];
  readonly ofWorkspace: readonly Token[];
  readonly isAdmin: boolean;
  /** The id of the next calendar to be made. */
  readonly calendarId: string;
};

/** The list of tokens. `news` says what the last click did. */
export const tokensView = (
  team: Pick<Team, "id">,
  { ofTeam, ofWorkspace, isAdmin, calendarId }: TokenList,
  news?: string,
): ModalView =>
  modal({
    callbackId: VIEWS.tokens,
    title: TOKENS_TITLE,
    close: "Close",
    metadata: { team: team.id },
    blocks: [
      ...(news === undefined ? [] : [paragraph([news])]),
      paragraph(
        [bold("A token lets a program read our record or add to it.")],
        [
          "It is shown once, when it is made. No person is kept with it, only the days it was made and last used.",
        ],
      ),
      ...(ofTeam.length === 0 ? [paragraph(["There is none yet."])] : []),
      ...ofTeam.map((token) => tokenLine(team, token)),
      actions(
        button("New token", ACTIONS.newToken, team.id),
        button("Add reviews to a calendar", ACTIONS.addCalendar, `${team.id}/${calendarId}`),
      ),
      ...(ofWorkspace.length === 0 ? [] : workspaceBlocks(team, ofWorkspace, isAdmin)),
    ],
  });

const workspaceBlocks = (
  team: Pick<Team, "id">,
  tokens: readonly Token[],
  isAdmin: boolean,
): MessageBlock[] => [
  paragraph(
    [bold("For every team of this workspace")],
    isAdmin ? undefined : ["Admins of the workspace can revoke these."],
  ),
  ...tokens.map((token) => (isAdmin ? tokenLine(team, token) : paragraph([tokenLines(token)]))),
];

const tokenLine = (team: Pick<Team, "id">, token: Token) =>
  lineWith(
    tokenLines(token),
    button("Revoke", ACTIONS.revokeToken, revokeValue(team.id, token), {
      accessibility_label: `Revoke ${token.name}`,
      confirm: {
        title: plain("Revoke it?"),
        text: plain(
          `Whatever uses ${isolateRightToLeft(token.name)} finds nothing from then on. It cannot be undone; a new one can be made.`,
        ),
        confirm: plain("Revoke"),
        deny: plain("Keep it"),
      },
    }),
  );

const OF_WORKSPACE = "workspace";

const revokeValue = (team: string, token: Token): string =>
  `${team}/${token.id}${token.team === undefined ? `/${OF_WORKSPACE}` : ""}`;

/** The team in whose list the button is, the token, and whether it is for the whole workspace. */
export const readRevokeValue = (value = "") => {
  const [team = "", token = "", of] = value.split("/");
  return { team, token, isForWorkspace: of === OF_WORKSPACE };
};
