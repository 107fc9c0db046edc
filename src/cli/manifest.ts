import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Document, isSeq, parseDocument } from "yaml";
import { err, ok, type Result } from "#domain/result.ts";

const USAGE = `npm run -s manifest                                           the manifest for Socket Mode
npm run -s manifest -- --http https://ourcome.example.com     the same for HTTP, with the address at which Slack finds Ourcome`;

const output = run(process.argv.slice(2));
if (output.ok) {
  process.stdout.write(output.value);
} else {
  process.stderr.write(`${output.error}\n`);
  process.exitCode = 1;
}

function run(args: string[]): Result<string, string> {
  const options = readOptions(args);
  if (!options.ok) return options;
  if (options.value.help) return ok(`${USAGE}\n`);

  const manifest = readFileSync(join(import.meta.dirname, "../../manifest.yml"), "utf8");
  if (options.value.http === undefined) return ok(manifest);

  const address = readAddress(options.value.http);
  return address.ok ? ok(forHttp(manifest, address.value)) : address;
}

function readOptions(args: string[]): Result<{ http?: string; help?: boolean }, string> {
  try {
    return ok(parseArgs({ args, options: { http: { type: "string" }, help: { type: "boolean" } } }).values);
  } catch (error) {
    return err(`${error instanceof Error ? error.message.split(". ")[0] : "Not understood"}.\n${USAGE}`);
  }
}

function readAddress(text: string): Result<string, string> {
  const url = URL.parse(text);
  if (url?.protocol === "https:" && url.href === `${url.origin}/`) return ok(url.origin);
  return err(
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
