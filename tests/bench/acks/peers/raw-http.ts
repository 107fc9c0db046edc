// The lower bound: a server that reads the body, checks Slack's signature and answers.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { peerSettings } from "./settings.ts";

const { port, signingSecret } = peerSettings();

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks).toString();
    const timestamp = String(request.headers["x-slack-request-timestamp"]);
    const expected = Buffer.from(
      `v0=${createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex")}`,
    );
    const received = Buffer.from(String(request.headers["x-slack-signature"]));
    const isSigned = expected.length === received.length && timingSafeEqual(expected, received);
    response.writeHead(isSigned ? 200 : 401).end();
  });
}).listen(port, "127.0.0.1");
