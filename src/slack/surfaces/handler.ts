import type {
  AllMiddlewareArgs,
  BlockAction,
  ButtonAction,
  MessageShortcut,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from "@slack/bolt";

export type OnCommand = (args: SlackCommandMiddlewareArgs & AllMiddlewareArgs) => Promise<void>;
export type OnAction = (args: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs) => Promise<void>;
export type OnButton = (
  args: SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs,
) => Promise<void>;
export type OnShortcut = (
  args: SlackShortcutMiddlewareArgs<MessageShortcut> & AllMiddlewareArgs,
) => Promise<void>;
export type OnSubmit = (args: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs) => Promise<void>;

/** The workspace that a form, a button or a shortcut was used in. */
export const workspaceOf = (body: { team?: { id: string } | null; user: { team_id?: string } }): string =>
  body.team?.id ?? body.user.team_id ?? "";
