// The fair comparison: Bolt, a durable row for each request, and an answer to the person.
import { App } from "@slack/bolt";
import { openRows } from "./rows.ts";
import { peerSettings } from "./settings.ts";

const { port, signingSecret, apiUrl, database } = peerSettings();
const insert = await openRows(database);

const app = new App({ token: "xoxb-bench", signingSecret, clientOptions: { slackApiUrl: apiUrl } });
app.command("/bet", async ({ ack, command, respond }) => {
  await insert(command.trigger_id);
  await ack();
  await respond({ response_type: "ephemeral", text: "This is what /bet does." });
});
app.action(/.*/, async ({ ack, body, respond }) => {
  await insert("trigger_id" in body ? body.trigger_id : "");
  await ack();
  await respond({ response_type: "ephemeral", replace_original: false, text: "Your vote is in." });
});
await app.start(port);
