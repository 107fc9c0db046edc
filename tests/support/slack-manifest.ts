import type { AppsManifestValidateArguments } from "@slack/web-api";
import { z } from "zod";

type Manifest = AppsManifestValidateArguments["manifest"];
type Scope = NonNullable<NonNullable<NonNullable<Manifest["oauth_config"]>["scopes"]>["bot"]>[number];
type Event = NonNullable<
  NonNullable<NonNullable<Manifest["settings"]>["event_subscriptions"]>["bot_events"]
>[number];

// Only what Ourcome uses. `satisfies` checks the names against Slack's own types, so a name that Slack does not know
// does not compile.
const scopes = [
  "channels:history",
  "channels:read",
  "chat:write",
  "commands",
  "files:write",
  "groups:history",
  "groups:read",
  "reactions:read",
  "reactions:write",
  "usergroups:read",
  "users:read",
] as const satisfies readonly Scope[];

const events = [
  "app_home_opened",
  "app_uninstalled",
  "channel_archive",
  "channel_deleted",
  "channel_id_changed",
  "channel_left",
  "channel_rename",
  "channel_shared",
  "channel_unarchive",
  "channel_unshared",
  "group_archive",
  "group_deleted",
  "group_left",
  "group_rename",
  "group_unarchive",
  "member_joined_channel",
  "reaction_added",
  "reaction_removed",
  "tokens_revoked",
] as const satisfies readonly Event[];

const text = (max: number, min = 1) => z.string().min(min).max(max);
const distinct = (items: readonly string[]) => new Set(items).size === items.length;
const scopeList = z.array(z.enum(scopes)).max(255).refine(distinct, "the same scope twice");
const requestUrl = z
  .string()
  .regex(/^https:\/\//)
  .max(3000);

const command = z.strictObject({
  command: text(32, 2).startsWith("/"),
  description: text(2000),
  usage_hint: text(1000),
  should_escape: z.boolean(),
  url: requestUrl.exactOptional(),
});

const shortcut = z.strictObject({
  type: z.enum(["global", "message"]),
  name: text(24),
  callback_id: text(255),
  description: text(150),
});

/**
 * A manifest that Slack accepts, with the limits of https://docs.slack.dev/reference/app-manifest. Unknown fields are
 * rejected, as Slack does. The compiler checks the output against the manifest type of `@slack/web-api`.
 */
const shape = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal([1, 2]), minor_version: z.int().exactOptional() }),
  display_information: z.strictObject({
    name: text(35),
    description: text(140),
    long_description: text(4000, 175),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({ display_name: text(80), always_online: z.boolean() }),
    slash_commands: z.array(command).min(1).max(50),
    shortcuts: z.array(shortcut).min(1).max(10),
  }),
  oauth_config: z.strictObject({
    scopes: z
      .strictObject({ bot: scopeList, bot_optional: scopeList })
      .refine(
        ({ bot, bot_optional }) => bot_optional.every((scope) => bot.includes(scope)),
        "an optional scope must be among the scopes too",
      ),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      bot_events: z.array(z.enum(events)).max(100).refine(distinct, "the same event twice"),
      request_url: requestUrl.exactOptional(),
    }),
    interactivity: z.strictObject({ is_enabled: z.boolean(), request_url: requestUrl.exactOptional() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});

/** Over HTTP, Slack needs a URL for events, interactivity and each command; in Socket Mode it takes none. */
export const slackManifest: z.ZodType<Manifest> = shape.superRefine(({ features, settings }, context) => {
  const urls = [
    settings.event_subscriptions.request_url,
    settings.interactivity.request_url,
    ...features.slash_commands.map(({ url }) => url),
  ];
  const wrong = settings.socket_mode_enabled ? urls.some(Boolean) : !urls.every(Boolean);
  if (wrong)
    context.addIssue("Socket Mode has no URLs; HTTP has one for events, interactivity and each command");
});
