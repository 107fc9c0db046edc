import { createHash } from "node:crypto";
import type { RequestListener, ServerResponse } from "node:http";
import ical, { ICalEventTransparency } from "ical-generator";
import { currentReviewDate } from "#domain/bets/bet.ts";
import type { ReviewCalendar } from "#usecases/tokens/read-calendar.ts";

const PATH = /^\/calendar\/([\w-]+)\.ics$/;

/** How long a calendar program may go without asking again. */
const MAX_AGE_S = 3_600;

type CalendarDeps = {
  /** The calendar that a secret opens. */
  readonly read: (secret: string) => Promise<ReviewCalendar | undefined>;
  readonly onFault: (fault: unknown) => void;
};

/**
 * Serves `/calendar/<secret>.ics`: a team's review dates as iCalendar. Anything else goes to `others`, and an unknown
 * or revoked secret is answered like a path that doesn't exist.
 */
export function calendar({ read, onFault }: CalendarDeps, others: RequestListener): RequestListener {
  return (request, response) => {
    const secret = PATH.exec(request.url?.split("?")[0] ?? "")?.[1];
    if (secret === undefined) return others(request, response);
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("allow", "GET, HEAD");
      return sendText(response, 405, "This can only be read.\n");
    }
    read(secret).then(
      (found) =>
        found
          ? sendCalendar(response, toICalendar(found), request.headers["if-none-match"])
          : sendText(response, 404, "Not found.\n"),
      (fault: unknown) => {
        onFault(fault);
        sendText(response, 500, "Something went wrong; the log says what.\n");
      },
    );
  };
}

/** The same bets give the same bytes, so that they have the same ETag. */
function toICalendar({ team, bets }: ReviewCalendar): string {
  const feed = ical({
    name: oneLine(`Reviews: ${team.name}`),
    prodId: { company: "Ourcome", product: "Reviews", language: "EN" },
    ttl: MAX_AGE_S,
  });
  for (const bet of bets)
    feed.createEvent({
      id: `${bet.id}@ourcome`,
      // A day without a time or zone is the same day everywhere.
      start: currentReviewDate(bet),
      allDay: true,
      stamp: bet.placedAt,
      summary: oneLine(`Review: #${bet.number} ${bet.title}`),
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  return `${feed.toString()}\r\n`;
}

/** iCalendar forbids control characters, and a title is one line. */
const oneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, " ");

function sendCalendar(response: ServerResponse, body: string, seen: string | undefined): void {
  const etag = `"${createHash("sha256").update(body).digest("base64url")}"`;
  const isSeen = seen?.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
  response.setHeader("etag", etag).setHeader("cache-control", `private, max-age=${MAX_AGE_S}`);
  if (isSeen) return void response.writeHead(304).end();
  response
    .writeHead(200, {
      "content-type": "text/calendar; charset=utf-8",
      "content-length": Buffer.byteLength(body),
    })
    .end(body);
}

/** Node itself omits the body for HEAD. */
function sendText(response: ServerResponse, status: number, body: string): void {
  response
    .writeHead(status, {
      "content-type": "text/plain; charset=utf-8",
      "content-length": Buffer.byteLength(body),
      "cache-control": "no-store",
    })
    .end(body);
}
