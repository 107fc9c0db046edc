import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { freePort } from "#sandbox/sandbox.ts";
import { counterpart, fetchFrom, QUICK, serving } from "#tests/support/sources.ts";

const json = (url: string, more = "") => `kind: json\nurl: ${url}\npath: $.value\n${more}`;
const SHORT = { limits: { ...QUICK, timeoutMs: 300 } };
const TOKEN = { env: { METRICS_TOKEN: "s3cret-token" } };
const refused = (kind: string) => ({ ok: false, error: { kind } });

test("a redirect to another host is refused, and the other host is asked nothing", async () => {
  await using other = await serving('{"value": 1}');
  await using server = await counterpart((_, response) =>
    response.writeHead(302, { location: `${other.url}/steal` }).end(),
  );
  const fetched = await fetchFrom(json(server.url, "token: {env: METRICS_TOKEN}"), TOKEN);
  expect(fetched).toMatchObject(refused("redirected"));
  expect(other.received).toEqual([]);
  expect(server.received[0]?.headers.authorization).toBe("Bearer s3cret-token");
  expect(fetched.logged.join()).not.toContain("s3cret");
});

test("redirects within the host are followed three times", async () => {
  await using server = await counterpart((request, response) => {
    const hop = Number(request.url?.slice(1));
    if (hop === 0) response.end('{"value": 7}');
    else response.writeHead(307, { location: `/${hop - 1}` }).end();
  });
  expect(await fetchFrom(json(`${server.url}/3`))).toMatchObject({ ok: true, value: { value: 7 } });
  expect(await fetchFrom(json(`${server.url}/4`))).toMatchObject(refused("redirected"));
});

test.each(["https://user:pw@127.0.0.1", "ftp://127.0.0.1/x", "not a place", ""])(
  "a redirect to %j is refused",
  async (location) => {
    await using server = await counterpart((_, response) => response.writeHead(302, { location }).end());
    const fetched = await fetchFrom(json(`${server.url}/start`));
    expect(fetched.ok).toBe(false);
    expect(server.received.length).toBeLessThanOrEqual(4);
  },
);

test("an answer that takes a minute is refused when the time is over", async () => {
  await using server = await counterpart((_, response) => {
    setTimeout(() => response.end('{"value": 1}'), 60_000).unref();
  });
  expect(await fetchFrom(json(server.url), SHORT)).toMatchObject(refused("timeout"));
});

test("an answer that drips is refused when the time is over, however steadily it drips", async () => {
  await using server = await counterpart((_, response) => {
    const drip = setInterval(() => response.write(" "), 10);
    response.on("close", () => clearInterval(drip));
  });
  expect(await fetchFrom(json(server.url), SHORT)).toMatchObject(refused("timeout"));
});

test("of a gigabyte no more is read than the limit and what was under way", async () => {
  const chunk = Buffer.alloc(65_536, "1");
  const closed = Promise.withResolvers<number>();
  await using server = await counterpart((_, response) => {
    let sent = 0;
    const more = () => {
      while (sent < 2 ** 30 && !response.destroyed) {
        sent += chunk.length;
        if (!response.write(chunk)) return void response.once("drain", more);
      }
    };
    response.on("close", () => closed.resolve(sent));
    more();
  });
  expect(await fetchFrom(json(server.url))).toMatchObject(refused("too-large"));
  expect(await closed.promise).toBeLessThan(2 ** 25);
});

test("a small packed answer that unpacks to a hundred megabytes is refused", async () => {
  const packed = gzipSync(Buffer.alloc(100 * 2 ** 20));
  expect(packed.length).toBeLessThan(2 ** 20);
  await using server = await counterpart((_, response) =>
    response.writeHead(200, { "content-encoding": "gzip" }).end(packed),
  );
  expect(await fetchFrom(json(server.url))).toMatchObject(refused("too-large"));
});

test.each([429, 500, 503])("status %i is asked again twice, and the third answer counts", async (status) => {
  await using server = await counterpart((_, response) => {
    if (server.received.length < 3) response.writeHead(status).end();
    else response.end('{"value": 3}');
  });
  expect(await fetchFrom(json(server.url))).toMatchObject({ value: { value: 3 } });
});

test("a server that stays down is asked three times", async () => {
  await using server = await counterpart((_, response) => response.writeHead(503).end("secret words"));
  const fetched = await fetchFrom(json(server.url));
  expect(fetched).toMatchObject({ error: { kind: "bad-status", detail: "HTTP status 503" } });
  expect(server.received).toHaveLength(3);
});

test.each([400, 401, 403, 404])("status %i is asked once", async (status) => {
  await using server = await counterpart((_, response) => response.writeHead(status).end('{"value": 1}'));
  expect(await fetchFrom(json(server.url))).toMatchObject({ error: { kind: "bad-status" } });
  expect(server.received).toHaveLength(1);
});

test("a connection that breaks in the middle of an answer is tried again", async () => {
  await using server = await counterpart((request, response) => {
    if (server.received.length > 1) return void response.end('{"value": 4}');
    response.writeHead(200, { "content-length": "1000" }).write('{"value": ');
    response.flushHeaders();
    setImmediate(() => request.socket.destroy());
  });
  expect(await fetchFrom(json(server.url))).toMatchObject({ value: { value: 4 } });
});

test("a server that isn't there is unreachable", async () => {
  const port = await freePort();
  expect(await fetchFrom(json(`http://127.0.0.1:${port}`))).toMatchObject({
    error: { kind: "unreachable", detail: "the connection failed: ECONNREFUSED" },
  });
});

test("https to a server that speaks http is unreachable", async () => {
  await using server = await serving('{"value": 1}');
  const fetched = await fetchFrom(json(server.url.replace("http:", "https:")));
  expect(fetched).toMatchObject(refused("unreachable"));
});

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
test.skipIf(!hasOpenssl)(
  `a certificate that nobody vouches for is refused${hasOpenssl ? "" : " (needs openssl)"}`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "ourcome-tls-"));
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const subject = ["-subj", "/CN=localhost", "-keyout", key, "-out", cert];
    execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", ...subject], {
      stdio: "ignore",
    });
    let asked = 0;
    const options = { key: readFileSync(key), cert: readFileSync(cert) };
    const server = createServer(options, (_, response) => {
      asked += 1;
      response.end('{"value": 1}');
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const fetched = await fetchFrom(json(`https://localhost:${port}`, "token: {env: METRICS_TOKEN}"), TOKEN);
    expect(fetched).toMatchObject(refused("unreachable"));
    expect(asked).toBe(0);
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  },
);

test("hostile answers side by side keep a good source from nothing", async () => {
  await using endless = await counterpart((_, response) => {
    const more = () =>
      void (
        response.destroyed ||
        (response.write("1".repeat(65_536)) ? setImmediate(more) : response.once("drain", more))
      );
    more();
  });
  await using silent = await counterpart(() => {});
  await using deep = await serving("[".repeat(500_000));
  await using good = await serving('{"value": 9}');
  const hostile = [endless, silent, deep].flatMap(({ url }) =>
    [1, 2, 3].map(() => fetchFrom(json(url), SHORT)),
  );
  expect(await fetchFrom(json(good.url))).toMatchObject({ ok: true, value: { value: 9 } });
  const kinds = (await Promise.all(hostile)).map((fetched) => (fetched.ok ? "taken" : fetched.error.kind));
  expect(new Set(kinds)).toEqual(new Set(["too-large", "timeout", "not-a-number"]));
});

test.each([
  [307, { ok: true, value: { value: 5 } }, ["POST", "POST"]],
  [302, refused("redirected"), ["POST"]],
])("a POST that is redirected with %i stays a POST or is refused", async (status, expected, methods) => {
  await using server = await counterpart((request, response) => {
    if (request.url === "/moved") response.end('{"results": [[5]]}');
    else response.writeHead(status, { location: "/moved" }).end();
  });
  const source = `kind: posthog\nurl: ${server.url}\nproject: 1\ntoken: {env: METRICS_TOKEN}\nquery: select 1`;
  expect(await fetchFrom(source, TOKEN)).toMatchObject(expected);
  expect(server.received.map(({ method }) => method)).toEqual(methods);
  expect(new Set(server.received.map(({ body }) => body)).size).toBe(1);
});
