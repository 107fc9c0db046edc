import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { type Document, isSeq, parseDocument } from "yaml";
import { wrongUsage } from "./terminal/failure.ts";

export const manifestCommand = (): Command =>
  new Command("manifest")
    .description(
      "Print the manifest from which Slack makes the app: for Socket Mode, or with --http for requests over HTTP.",
    )
    .option("--http <address>", "the address at which Slack finds Ourcome")
    .addHelpText(
      "after",
      `
Examples:
  ourcome manifest
  ourcome manifest --http https://ourcome.example.com`,
    )
    .action(({ http }: { http?: string }) => {
      const manifest = readFileSync(join(import.meta.dirname, "../../manifest.yml"), "utf8");
      process.stdout.write(http === undefined ? manifest : forHttp(manifest, readAddress(http)));
    });

function readAddress(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol === "https:" && url.href === `${url.origin}/`) return url.origin;
  throw wrongUsage(
    `--http takes an https:// address without a path, such as https://ourcome.example.com, and not ${JSON.stringify(text)}.`,
  );
}

/** Edits the YAML document rather than its data, so that the comments stay. */
function forHttp(manifest: string, origin: string): string {
  const document: Document = parseDocument(manifest);
  const requestUrl = `${origin}/slack/events`;

  document.setIn(["settings", "socket_mode_enabled"], false);
  document.setIn(["settings", "event_subscriptions", "request_url"], requestUrl);
  document.setIn(["settings", "interactivity", "request_url"], requestUrl);
  const commands = document.getIn(["features", "slash_commands"]);
  for (const index of isSeq(commands) ? commands.items.keys() : []) {
    document.setIn(["features", "slash_commands", index, "url"], requestUrl);
  }
  return document.toString({ lineWidth: 120 });
}
