/** The page's state, as JSON. Instants are ISO strings. */

type JsonBlock = {
  readonly type: string;
  readonly block_id?: string | undefined;
  readonly [key: string]: unknown;
};

export type PagePerson = {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly timeZone: string;
  /** "guest", "another company", or missing for a member. */
  readonly membership?: string;
};

type PageReaction = { readonly name: string; readonly users: readonly string[] };

export type PageMessage = {
  readonly channel: string;
  readonly ts: string;
  /** Missing if the app wrote it. */
  readonly user?: string;
  readonly author: string;
  readonly at: string;
  readonly text: string;
  readonly blocks: readonly JsonBlock[];
  readonly reactions: readonly PageReaction[];
  readonly edited: boolean;
  readonly replies: readonly PageMessage[];
  /** For a reply that is also in the channel: its thread. */
  readonly thread?: string;
  /** Set on an ephemeral message; `thread` if it is in one. */
  readonly ephemeral?: { readonly thread?: string };
};

export type PageChannel = {
  readonly id: string;
  readonly name: string;
  readonly kind: "public" | "private" | "shared" | "direct";
  readonly members: readonly string[];
  readonly archived: boolean;
  /** Whether the app was invited. */
  readonly hasApp: boolean;
  readonly messages: readonly PageMessage[];
};

export type PageView = {
  readonly id: string;
  readonly content: {
    readonly type: string;
    readonly blocks: readonly JsonBlock[];
    readonly title?: { readonly text: string } | undefined;
    readonly submit?: { readonly text: string } | null | undefined;
    readonly close?: { readonly text: string } | null | undefined;
    readonly [key: string]: unknown;
  };
  /** By block id, then by action id. */
  readonly values: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly errors: Readonly<Record<string, string>>;
};

export type PageDue = {
  readonly kind: "digest" | "review" | "verdict" | "retro" | "pulse";
  readonly at: string;
  readonly channel: string;
  readonly text: string;
};

type PageRequest = {
  readonly id: number;
  readonly direction: "to-slack" | "to-app";
  readonly method: string;
  readonly at: string;
  readonly status: number;
  readonly ok: boolean;
  readonly error?: string;
  readonly ms: number;
  readonly remarks: readonly string[];
};

/** A command in the manifest. */
export type PageCommand = {
  readonly command: string;
  readonly description: string;
  readonly forms: readonly string[];
};
export type PageShortcut = { readonly callback: string; readonly name: string };

export type PageState = {
  readonly version: number;
  /** Why the sandbox takes no gestures for now. */
  readonly busy?: string;
  /** A notice for everybody who opens the page. */
  readonly notice?: string;
  readonly now: string;
  readonly me: PagePerson;
  readonly people: readonly PagePerson[];
  readonly channels: readonly PageChannel[];
  readonly views: readonly PageView[];
  readonly home?: PageView;
  readonly due: readonly PageDue[];
  readonly log: readonly PageRequest[];
  readonly faults: Readonly<Record<string, unknown>>;
  readonly commands: readonly PageCommand[];
  readonly shortcuts: readonly PageShortcut[];
};

/** The answer to a gesture, a clock move, a change of faults or a reset. */
export type PageAnswer = {
  readonly ok: boolean;
  /** For the person: what went wrong, or what Slack would show. */
  readonly message?: string;
};
