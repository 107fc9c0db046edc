// The honest peer: Bolt, one durable row for each request, and an answer to the person.
import { App } from "@slack/bolt";
import Database from "better-sqlite3";
import { peerSettings } from "./settings.ts";

const { port, signingSecret, apiUrl, database } = peerSettings();
const file = new Database(database);
file.pragma("journal_mode = WAL");
file.pragma("synchronous = FULL");
file.exec("create table requests (id text primary key, taken_on text not null) strict");
const insert = file.prepare("insert into requests (id, taken_on) values (?, ?) on conflict do nothing");

const app = new App({ token: "xoxb-bench", signingSecret, clientOptions: { slackApiUrl: apiUrl } });
app.command("/bet", async ({ ack, command, respond }) => {
  insert.run(command.trigger_id, "2026-12-11");
  await ack();
  await respond({ response_type: "ephemeral", text: "This is what /bet does." });
});
app.action(/.*/, async ({ ack, body, respond }) => {
  insert.run("trigger_id" in body ? body.trigger_id : "", "2026-12-11");
  await ack();
  await respond({ response_type: "ephemeral", replace_original: false, text: "Your vote is in." });
});
await app.start(port);
