import { existsSync, readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { dump } from "#tests/support/dump.ts";
import { ACTS } from "./acts.ts";
import { handsOf } from "./hands.ts";
import type { Life } from "./life.ts";
import { type Cast, finder } from "./people.ts";
import { openWorld, type World } from "./world.ts";

/** What a life has left behind, wherever somebody may look. */
export type Traces = {
  /** What was shown and logged at each act: what of it came first is a matter of chance. */
  readonly outputs: readonly string[];
  /** What is counted; not how often and how long, as what is asked and drawn anew is a matter of the clock. */
  readonly metrics: readonly string[];
  readonly ledger: readonly string[];
  /** Who was found where. */
  readonly leaks: readonly string[];
  readonly tried: Tried;
};

export type Tried = {
  readonly lives: number;
  readonly acts: number;
  readonly messages: number;
  readonly homes: number;
  readonly views: number;
  readonly lines: number;
  readonly bytes: number;
  readonly secrets: number;
};

/** Lives one life with these people, and looks for them in everything that comes of it. */
export async function live(acts: Life, cast: Cast): Promise<Traces> {
  await using world = await openWorld(cast);
  const find = finder(cast);
  const leaks: string[] = [];
  const look = (where: string, what: Buffer | string) => {
    const found = [...find.bare(what), ...(typeof what === "string" ? find.disguised(what) : [])];
    if (found.length > 0) leaks.push(`${where}: ${found.join(", ")} in ${excerpt(what, found[0])}`);
  };
  const sealed = new Set<string>();
  let bytes = 0;
  let done = 0;

  /** Nobody is in the file, and nothing of a poll that is over. */
  function lookAtFile(when: string): void {
    const standing = secretsIn(world.path);
    for (const secret of standing) sealed.add(secret);
    look(`a poll ${when}`, [...standing].join(" "));
    const gone = [...sealed].filter((secret) => !standing.has(secret));
    for (const [name, content] of filesOf(world.path)) {
      bytes += content.length;
      look(`${name} ${when}`, content);
      const left = gone.filter((secret) => content.includes(secret));
      if (left.length > 0) leaks.push(`${name} ${when}: ${left.length} secrets of polls that are closed`);
    }
  }

  const outputs: string[] = [];
  for (const { act, who, n } of acts) {
    const before = [world.outputs.length, world.logged.length] as const;
    const hands = handsOf(world, world.people[who]?.id ?? "");
    if (await ACTS[act]({ hands, world, who, n })) done += 1;
    await hands.closeViews();
    outputs.push(`${act} by ${who}`, ...sinceThen(world, ...before));
    if (["twoDays", "week7", "closeRetro", "erase"].includes(act)) lookAtFile(`after ${act}`);
    // Polls are open here.
    else if (["confidence", "preMortem", "decide", "pulse"].includes(act) && n % 4 === 0)
      lookAtFile(`at ${act}`);
  }
  lookAtFile("at the end");

  look("the ledger", dump(world.path).join("\n"));

  const metrics = await world.metrics();
  for (const { method, what } of world.outputs) look(method, what);
  for (const line of world.logged) look("log", line);
  look("metrics", metrics);
  for (const { method, what } of world.outputs)
    if (MENTION.test(what)) leaks.push(`${method}: a mention in ${excerpt(what, MENTION.exec(what)?.[0])}`);

  const sent = (...methods: string[]) =>
    world.outputs.filter(({ method }) => methods.includes(method)).length;
  return {
    outputs,
    metrics: metrics.split("\n").map((line) => line.replace(/ \S+$/, "")),
    // What waits for Slack, and since when, is a matter of the clock as well.
    ledger: dump(world.path)
      .filter((line) => !line.startsWith("waits "))
      .map(mixed)
      .toSorted(),
    leaks,
    tried: {
      lives: 1,
      acts: done,
      messages: sent("chat.postMessage", "chat.update"),
      homes: sent("views.publish"),
      views: sent("views.open", "views.push", "views.update", "response_url", "chat.postEphemeral"),
      lines: world.logged.length + metrics.split("\n").length,
      bytes,
      secrets: sealed.size,
    },
  };
}

/** Messages as they stand after an act, what else was shown, and what was logged. */
function sinceThen({ outputs, logged, said }: World, shownBefore: number, loggedBefore: number): string[] {
  const shown = outputs.slice(shownBefore);
  const place = (ts: string) => said.find((one) => one.ts === ts)?.key ?? "a moment";
  const changed = said
    .filter(({ ts }) => shown.some(({ ts: own }) => own === ts))
    .map(({ ts, text, blocks }) => `${place(ts)} ${text} ${blocks}`);
  // A form that is turned back, since a name is a word too, draws the sender's Home twice.
  const home = shown.findLast(({ method }) => method === "views.publish");
  const others = shown
    .filter((one) => one.ts === undefined && (one.method !== "views.publish" || one === home))
    .map(({ method, what }) => `${method} ${what.replaceAll(/\b\d{10}\.\d{6}\b/g, place)}`);
  return [...new Set([...changed, ...others])]
    .toSorted()
    .concat(logged.slice(loggedBefore).toSorted())
    .map(mixed);
}

/** As Slack reads one, in a text and in rich text. */
const MENTION = /<@|<!subteam|"type":"(?:user|usergroup|broadcast)"/;

/** Sealed texts come out in an order of chance. */
const mixed = (text: string): string => text.replaceAll(/Foreseen: \w+/g, "Foreseen");

const filesOf = (path: string): (readonly [string, Buffer])[] =>
  [path, `${path}-wal`, `${path}-shm`]
    .filter((file) => existsSync(file))
    .map((file) => [file.replace(/^.*\//, ""), readFileSync(file)]);

/** Keys and hashes of the polls that are open, and the texts that are sealed in them. */
function secretsIn(path: string): Set<string> {
  const db = new Database(path, { readonly: true });
  const of = (sql: string) => db.prepare(sql).pluck().all() as string[];
  const secrets = [
    ...of("select sealed_key from polls"),
    ...of("select voter from ballots"),
    ...of("select answer from ballots where length(answer) > 30"),
  ];
  db.close();
  return new Set(secrets);
}

function excerpt(what: Buffer | string, found = ""): string {
  const text = typeof what === "string" ? what : what.toString("latin1");
  const at = Math.max(0, text.toUpperCase().indexOf(found.toUpperCase()));
  return JSON.stringify(text.slice(Math.max(0, at - 80), at + 60));
}
