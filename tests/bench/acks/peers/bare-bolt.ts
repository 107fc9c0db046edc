// Bolt as in its tutorial: an ack and nothing else.
import { App } from "@slack/bolt";
import { peerSettings } from "./settings.ts";

const { port, signingSecret, apiUrl } = peerSettings();
const app = new App({ token: "xoxb-bench", signingSecret, clientOptions: { slackApiUrl: apiUrl } });
app.command("/bet", async ({ ack }) => ack());
app.action(/.*/, async ({ ack }) => ack());
await app.start(port);
