import { request } from "node:http";
import { expect, test } from "vitest";
import { z } from "zod";
import { openWorkspace } from "#tests/support/browser.ts";
import { placeOneBet } from "#tests/support/growth.ts";

const answer = z.object({ ok: z.boolean(), message: z.string().optional() });

async function post(url: string, body: string): Promise<{ status: number; message: string }> {
  const response = await fetch(url, { method: "POST", body });
  const { message = "" } = answer.parse(await response.json());
  return { status: response.status, message };
}

/** Uses `request` because `fetch` does not allow setting the host. */
const statusFor = (url: string, headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(`${url}/state`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });

const click = { kind: "click", block: "b", action: "bet_take_reading" };

test.each([
  ["/gestures", "{", 400, "The request is no JSON."],
  ["/gestures", '{"as":"U0MAYA"}', 400, "gesture"],
  ["/gestures", '{"as":"U0MAYA","gesture":{"kind":"dance"}}', 400, "kind"],
  ["/gestures", '{"as":"U0NOBODY","gesture":{"kind":"open-home"}}', 200, "Nobody here has this id."],
  [
    "/gestures",
    JSON.stringify({ as: "U0MAYA", gesture: { ...click, target: { channel: "C0GROWTH", ts: "1.000001" } } }),
    200,
    "This message is not there any more.",
  ],
  [
    "/gestures",
    JSON.stringify({ as: "U0MAYA", gesture: { ...click, target: { view: "V0" } } }),
    200,
    "This form is closed already.",
  ],
  [
    "/gestures",
    '{"as":"U0SAM","gesture":{"kind":"say","channel":"C0GROWTH","text":"hi"}}',
    200,
    "sam is not in #growth.",
  ],
  ["/clock", '{"move":"back"}', 400, "move"],
  ["/clock", '{"move":"digest"}', 200, "No team has a digest yet."],
  ["/clock", '{"move":"to","at":"2036-01-01T00:00","timeZone":"Europe/Berlin"}', 200, "That is too far"],
  ["/clock", '{"move":"to","at":"2026-11-01T00:00","timeZone":"Mars"}', 200, "Mars is no time zone."],
  ["/faults", '{"flood":true}', 200, "These are no faults of the sandbox"],
  ["/reset", '{"to":"yesterday"}', 400, "to"],
  ["/state", '{"version":"nonsense"}', 404, "There is no such page."],
])("POST %s with %s answers %d: %s", async (path, body, status, words) => {
  await using workspace = await openWorkspace();
  const reply = await post(workspace.url + path, body);
  expect(reply).toEqual({ status, message: expect.stringContaining(words) });
  expect((await fetch(`${workspace.url}/state`)).status).toBe(200);
});

test("refuses requests from other sites and to other host names", async () => {
  await using workspace = await openWorkspace();
  const { host } = new URL(workspace.url);
  expect(await statusFor(workspace.url, { host })).toBe(200);
  expect(await statusFor(workspace.url, { host, origin: `http://${host}` })).toBe(200);
  expect(await statusFor(workspace.url, { host, origin: "https://example.com" })).toBe(403);
  expect(await statusFor(workspace.url, { host: "example.com" })).toBe(403);
});

const state = z.object({
  me: z.object({ id: z.string() }),
  channels: z.array(z.object({ name: z.string(), messages: z.array(z.object({ text: z.string() })) })),
  due: z.array(z.object({ text: z.string() })),
});

test("sends a person what they may see and what is due in their channels", async () => {
  await using workspace = await openWorkspace(placeOneBet);
  const stateOf = async (user: string) =>
    state.parse(await (await fetch(`${workspace.url}/state?as=${user}`)).json());
  const maya = await stateOf("U0MAYA");
  expect(maya.channels.map(({ name }) => name)).toEqual([
    "growth",
    "checkout",
    "pricing",
    "partners",
    "lunch",
    "Ourcome",
  ]);
  expect(maya.due.map(({ text }) => text)).toEqual(["Digest in #growth", "Bet #1 is up for review"]);
  const sam = await stateOf("U0SAM");
  expect(sam.channels.map(({ name }) => name)).toEqual(["partners"]);
  expect(sam.due).toEqual([]);
});
