import { existsSync, readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { dump } from "#tests/support/dump.ts";
import { ACTS } from "./acts.ts";
import { actorFor } from "./participation.ts";
import type { Scenario } from "./life.ts";
import { type Cast, personFinder } from "./people.ts";
import { openWorld, type World } from "./world.ts";

/** What a scenario leaves behind, everywhere someone may look. */
export type Traces = {
  /** What was shown and logged at each act, sorted, as the order within an act is random. */
  readonly outputs: readonly string[];
  /** Metric names and labels, without values: retries and updates depend on timing. */
  readonly metrics: readonly string[];
  readonly ledger: readonly string[];
  /** Which people were found, and where. */
  readonly leaks: readonly string[];
  readonly tried: Totals;
};

export type Totals = {
  readonly scenarios: number;
  readonly acts: number;
  readonly messages: number;
  readonly homes: number;
  readonly views: number;
  readonly lines: number;
  readonly bytes: number;
  readonly secrets: number;
};

/** Plays one scenario with these people and searches everything it produces for them. */
export async function runScenario(acts: Scenario, cast: Cast): Promise<Traces> {
  await using world = await openWorld(cast);
  const find = personFinder(cast);
  const leaks: string[] = [];
  const search = (where: string, what: Buffer | string) => {
    const found = [...find.bare(what), ...(typeof what === "string" ? find.disguised(what) : [])];
    if (found.length > 0) leaks.push(`${where}: ${found.join(", ")} in ${excerpt(what, found[0])}`);
  };
  const seenSecrets = new Set<string>();
  let bytes = 0;
  let done = 0;

  /** Checks that the database file holds no person and no secret of a closed poll. */
  function searchFile(when: string): void {
    const currentSecrets = openPollSecrets(world.path);
    for (const secret of currentSecrets) seenSecrets.add(secret);
    search(`a poll ${when}`, [...currentSecrets].join(" "));
    const destroyed = [...seenSecrets].filter((secret) => !currentSecrets.has(secret));
    for (const [name, content] of filesOf(world.path)) {
      bytes += content.length;
      search(`${name} ${when}`, content);
      const remaining = destroyed.filter((secret) => content.includes(secret));
      if (remaining.length > 0)
        leaks.push(`${name} ${when}: ${remaining.length} secrets of polls that are closed`);
    }
  }

  const outputs: string[] = [];
  for (const { act, who, n } of acts) {
    const before = [world.outputs.length, world.logged.length] as const;
    const actor = actorFor(world, world.people[who]?.id ?? "");
    if (await ACTS[act]({ actor, world, who, n })) done += 1;
    await actor.closeViews();
    outputs.push(`${act} by ${who}`, ...outputSince(world, ...before));
    if (["twoDays", "week7", "closeRetro", "erase"].includes(act)) searchFile(`after ${act}`);
    // Polls are still open here.
    else if (["confidence", "preMortem", "decide", "pulse"].includes(act) && n % 4 === 0)
      searchFile(`at ${act}`);
  }
  searchFile("at the end");

  search("the ledger", dump(world.path).join("\n"));

  const metrics = await world.metrics();
  for (const { method, what } of world.outputs) search(method, what);
  for (const line of world.logged) search("log", line);
  search("metrics", metrics);
  for (const { method, what } of world.outputs)
    if (MENTION.test(what)) leaks.push(`${method}: a mention in ${excerpt(what, MENTION.exec(what)?.[0])}`);

  const sent = (...methods: string[]) =>
    world.outputs.filter(({ method }) => methods.includes(method)).length;
  return {
    outputs,
    metrics: metrics.split("\n").map((line) => line.replace(/ \S+$/, "")),
    // What waits for Slack, and since when, depends on timing too.
    ledger: dump(world.path)
      .filter((line) => !line.startsWith("waits "))
      .map(withoutOrder)
      .toSorted(),
    leaks,
    tried: {
      scenarios: 1,
      acts: done,
      messages: sent("chat.postMessage", "chat.update"),
      homes: sent("views.publish"),
      views: sent("views.open", "views.push", "views.update", "response_url", "chat.postEphemeral"),
      lines: world.logged.length + metrics.split("\n").length,
      bytes,
      secrets: seenSecrets.size,
    },
  };
}

/** The messages an act changed, as they read now, whatever else was shown, and what was logged. */
function outputSince(
  { outputs, logged, messages }: World,
  shownBefore: number,
  loggedBefore: number,
): string[] {
  const shown = outputs.slice(shownBefore);
  const keyOf = (ts: string) => messages.find((message) => message.ts === ts)?.key ?? "a moment";
  const changed = messages
    .filter(({ ts }) => shown.some(({ ts: changedTs }) => changedTs === ts))
    .map(({ ts, text, blocks }) => `${keyOf(ts)} ${text} ${blocks}`);
  // Home is rendered twice if a form was rejected because a name is an ordinary word too.
  const home = shown.findLast(({ method }) => method === "views.publish");
  const others = shown
    .filter((output) => output.ts === undefined && (output.method !== "views.publish" || output === home))
    .map(({ method, what }) => `${method} ${what.replaceAll(/\b\d{10}\.\d{6}\b/g, keyOf)}`);
  return [...new Set([...changed, ...others])]
    .toSorted()
    .concat(logged.slice(loggedBefore).toSorted())
    .map(withoutOrder);
}

/** A mention as Slack parses it, in text and in rich text. */
const MENTION = /<@|<!subteam|"type":"(?:user|usergroup|broadcast)"/;

/** Unsealed texts are in random order, so they are made equal. */
const withoutOrder = (text: string): string => text.replaceAll(/Foreseen: \w+/g, "Foreseen");

const filesOf = (path: string): (readonly [string, Buffer])[] =>
  [path, `${path}-wal`, `${path}-shm`]
    .filter((file) => existsSync(file))
    .map((file) => [file.replace(/^.*\//, ""), readFileSync(file)]);

/** Keys, voter hashes and sealed texts of the open polls. */
function openPollSecrets(path: string): Set<string> {
  const db = new Database(path, { readonly: true });
  const column = (sql: string) => db.prepare(sql).pluck().all() as string[];
  const secrets = [
    ...column("select sealed_key from polls"),
    ...column("select voter from ballots"),
    ...column("select answer from ballots where length(answer) > 30"),
  ];
  db.close();
  return new Set(secrets);
}

function excerpt(what: Buffer | string, found = ""): string {
  const text = typeof what === "string" ? what : what.toString("latin1");
  const index = Math.max(0, text.toUpperCase().indexOf(found.toUpperCase()));
  return JSON.stringify(text.slice(Math.max(0, index - 80), index + 60));
}
