import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

/** The bot scopes in the manifest. The sandbox refuses everything else, as Slack does. */
export const manifestScopes = (): string[] => [...(cached ??= readScopes())];

let cached: readonly string[] | undefined;

const readScopes = (): string[] =>
  manifest.parse(parse(readFileSync(new URL("../../manifest.yml", import.meta.url), "utf8"))).oauth_config
    .scopes.bot;
