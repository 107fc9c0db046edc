import type { App } from "@slack/bolt";
import type { Installation } from "./installation.ts";

/** On uninstalling, Slack sends both events in either order; if only the token is revoked, just `tokens_revoked`. */
export function onUninstalled(app: App, { revoke }: Installation): void {
  app.event("app_uninstalled", async () => revoke("app_uninstalled"));
  app.event("tokens_revoked", async ({ event }) => {
    // Ignores people's own tokens.
    if ((event.tokens.bot ?? []).length > 0) revoke("tokens_revoked");
  });
}
