import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

/** What the app may do, as its manifest says: anything else is refused here as by Slack. */
export const manifestScopes = (): string[] => [...(read ??= readScopes())];

let read: readonly string[] | undefined;

const readScopes = (): string[] =>
  manifest.parse(parse(readFileSync(new URL("../../manifest.yml", import.meta.url), "utf8"))).oauth_config
    .scopes.bot;
