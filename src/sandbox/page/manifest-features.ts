import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { PageCommand, PageShortcut } from "./page-state.ts";

const manifest = z.object({
  features: z.object({
    slash_commands: z.array(
      z.object({ command: z.string(), description: z.string(), usage_hint: z.string() }),
    ),
    shortcuts: z.array(z.object({ type: z.string(), name: z.string(), callback_id: z.string() })),
  }),
});

/** The commands and message shortcuts in the manifest. */
export function manifestFeatures(): {
  readonly commands: readonly PageCommand[];
  readonly shortcuts: readonly PageShortcut[];
} {
  const file = readFileSync(new URL("../../../manifest.yml", import.meta.url), "utf8");
  const { features } = manifest.parse(parse(file));
  return {
    commands: features.slash_commands.map(({ command, description, usage_hint: hint }) => ({
      command,
      description,
      forms: hint
        .replaceAll(/[[\]]/gu, "")
        .split("|")
        .map((form) => form.trim()),
    })),
    shortcuts: features.shortcuts
      .filter(({ type }) => type === "message")
      .map(({ name, callback_id: callback }) => ({ callback, name })),
  };
}
