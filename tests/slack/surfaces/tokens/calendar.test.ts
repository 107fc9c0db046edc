import { expect, test } from "vitest";
import { placeBet, settleBet, setUpTeam } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const URL_SET = { url: "https://ourcome.example.com" };

/** A title with everything that iCalendar escapes, and long enough to be folded within a character. */
const TITLE = `A banner, with a comma; a \\ and 漢字 ${"🎈".repeat(30)}`;

const shown = (s: Stage, user = "U0ANA") => JSON.stringify(s.slack.as(user).view().content.blocks);

/** Adds a calendar with the button, and reads its path off the view. */
async function addCalendar(s: Stage, channel = "C0GROWTH") {
  const ana = s.slack.as("U0ANA");
  await ana.command(channel, "/outcomes", "tokens");
  await ana.clickButton(ana.view(), "Add reviews to a calendar");
  const path = /https:\/\/ourcome\.example\.com(\/calendar\/[^"]+\.ics)/.exec(shown(s))?.[1] ?? "";
  await ana.closeView();
  return path;
}

const get = (s: Stage, path: string, init: RequestInit = {}) => fetch(new URL(path, s.appUrl), init);

/** The events of a feed: each as its properties, with folded lines joined. Throws if it isn't well-formed. */
function eventsIn(feed: string): Record<string, string>[] {
  expect(feed).toMatch(/^BEGIN:VCALENDAR\r\n[^]*END:VCALENDAR\r\n$/);
  expect(feed.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  for (const line of feed.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const lines = feed.replaceAll("\r\n ", "").split("\r\n");
  expect(lines).toContain("VERSION:2.0");
  expect(lines.some((line) => line.startsWith("PRODID:"))).toBe(true);
  const events: Record<string, string>[] = [];
  let event: Record<string, string> | undefined;
  for (const line of lines) {
    if (line === "BEGIN:VEVENT") event = {};
    else if (line === "END:VEVENT") {
      events.push(event!);
      event = undefined;
    } else if (event) event[line.slice(0, line.indexOf(":"))] = line.slice(line.indexOf(":") + 1);
  }
  for (const one of events)
    expect(one).toMatchObject({ UID: expect.any(String), DTSTAMP: expect.any(String) });
  return events;
}

const reviews = async (s: Stage, path: string) =>
  eventsIn(await (await get(s, path)).text()).map((event) => [event["DTSTART;VALUE=DATE"], event["SUMMARY"]]);

test.each([{ socket: false }, { socket: true }])(
  "serves the review dates of open bets: %o",
  async ({ socket }) => {
    await using s = await stage({ ...URL_SET, socket });
    await placeBet(s, "Checklist lifts activation from 32% to 40% by 15 Dec");
    await placeBet(s, "A banner lifts sales from 10 to 20 by 18 Jan 2027");
    const ana = s.slack.as("U0ANA");
    await ana.command("C0GROWTH", "/bet", "edit 2");
    await ana.submit({ title: TITLE });
    const path = await addCalendar(s);
    expect(path).toMatch(/^\/calendar\/occ_[\w-]+\.ics$/);
    const answer = await get(s, path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("private, max-age=3600");
    expect(await reviews(s, path)).toEqual([
      ["20261215", expect.stringMatching(/^Review: #1 Checklist/)],
      ["20270118", `Review: #2 ${TITLE.replaceAll(/[\\;,]/g, "\\$&")}`],
    ]);
    expect([s.slack.problems, s.logged]).toEqual([[], []]);
  },
);

test("drops a bet that is settled, and answers 304 as long as nothing changed", async () => {
  await using s = await stage(URL_SET);
  await placeBet(s, "Checklist lifts activation from 32% to 40% by 15 Dec");
  await placeBet(s, "A banner lifts sales from 10 to 20 by 18 Jan 2027");
  const path = await addCalendar(s);
  const etag = (await get(s, path)).headers.get("etag") ?? "";
  await s.wait({ hours: 30 });
  for (const seen of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await get(s, path, { headers: { "if-none-match": seen } });
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
  }
  await settleBet(s, 1, "37");
  const changed = await get(s, path, { headers: { "if-none-match": etag } });
  expect(changed.status).toBe(200);
  expect(await reviews(s, path)).toEqual([["20270118", expect.stringContaining("#2")]]);
});

test("has whole days without a time zone, wherever the team is, and follows a review that moves", async () => {
  await using s = await stage(URL_SET);
  await placeBet(s, "Checklist lifts activation from 32% to 40% by 15 Dec");
  const path = await addCalendar(s);
  const ana = s.slack.as("U0ANA");
  for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York"]) {
    await ana.command("C0GROWTH", "/outcomes", "settings");
    await ana.submit({ time_zone: zone });
    expect(await reviews(s, path)).toEqual([["20261215", expect.any(String)]]);
  }
  await ana.command("C0GROWTH", "/bet", "amend 1");
  await ana.submit({ review_on: "2027-02-01" });
  const feed = await (await get(s, path)).text();
  expect(eventsIn(feed).map((event) => event["DTSTART;VALUE=DATE"])).toEqual(["20270201"]);
  expect(feed).not.toMatch(/TZID|VTIMEZONE|ATTENDEE|ORGANIZER|U0[A-Z]{3}/);
});

test("answers the same for an address that is unknown, revoked, another kind's or erased", async () => {
  await using s = await stage(URL_SET);
  await setUpTeam(s);
  const ana = s.slack.as("U0ANA");
  const [revoked, erased] = [await addCalendar(s), await addCalendar(s)];
  await ana.clickButton(ana.view(), "New token");
  await ana.fill(ana.view(), { scopes: ["write"] });
  await ana.submit({ name: "job" });
  const secret = /oct_[\w-]+/.exec(shown(s))?.[0] ?? "";
  const expected = async (path: string) => {
    const answer = await get(s, path);
    expect([answer.status, await answer.text()]).toEqual([404, "Not found.\n"]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("etag")).toBeNull();
  };
  for (const path of [
    `/calendar/${secret}.ics`,
    revoked.replace("occ_", "oct_"),
    `${revoked.slice(0, -5)}.ics`,
    "/calendar/.ics",
    "/calendar/%00.ics",
    "/calendar/",
    revoked.replace(".ics", ""),
    revoked.replace("/calendar/", "/calendar//"),
  ])
    await expected(path);
  expect((await get(s, revoked)).status).toBe(200);
  await ana.command("C0GROWTH", "/outcomes", "tokens");
  expect(shown(s)).toContain(
    "Review dates for a calendar · made on Mon 2 Nov 2026 · last used on Mon 2 Nov 2026",
  );
  for (let n = 0; n < 2; n += 1) await ana.clickButton(ana.view(), "Revoke");
  await expected(revoked);

  const kept = await addCalendar(s);
  await ana.command("C0GROWTH", "/outcomes", "settings");
  await ana.clickButton(ana.view(), "Erase this team's record");
  await ana.submit({ team_name: "growth" });
  for (const path of [kept, erased]) await expected(path);
});

test("gives each team's address its own bets only", async () => {
  await using s = await stage(URL_SET);
  await placeBet(s, "Checklist lifts activation from 32% to 40% by 15 Dec");
  await placeBet(s, "A hidden thing lifts sales from 10 to 20 by 18 Dec", "C0SECRET");
  const [growth, secret] = [await addCalendar(s), await addCalendar(s, "C0SECRET")];
  expect(JSON.stringify(await reviews(s, growth))).not.toContain("hidden");
  expect(await reviews(s, secret)).toEqual([["20261218", expect.stringContaining("A hidden thing")]]);
});

test("can only be read, and has no body for HEAD", async () => {
  await using s = await stage(URL_SET);
  await setUpTeam(s);
  const path = await addCalendar(s);
  expect((await get(s, path, { method: "POST", body: "x" })).status).toBe(405);
  const head = await get(s, path, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
  expect(eventsIn(await (await get(s, path)).text())).toEqual([]);
});

test("says what to set while the server's public address is not known, and makes nothing", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/outcomes", "tokens");
  await ana.clickButton(ana.view(), "Add reviews to a calendar");
  expect(shown(s)).toContain("can set OURCOME_URL to it, such as https://ourcome.example.com");
  await ana.closeView();
  expect(shown(s)).toContain("There is none yet.");
});
