import type { App } from "@slack/bolt";
import type { Installation } from "./installation.ts";

/** Slack sends both when the app is taken out, in either order; the second of the two alone when its token is taken back. */
export function onUninstalled(app: App, { revoke }: Installation): void {
  app.event("app_uninstalled", async () => revoke("app_uninstalled"));
  app.event("tokens_revoked", async ({ event }) => {
    // A person's own token is none of ours.
    if ((event.tokens.bot ?? []).length > 0) revoke("tokens_revoked");
  });
}
