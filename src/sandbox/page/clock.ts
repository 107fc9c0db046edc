import type { Sandbox } from "#sandbox/sandbox.ts";
import { type Result, err, ok } from "#domain/result.ts";
import { agenda } from "./agenda.ts";
import type { ClockRequest } from "./gesture-shapes.ts";

const MAX_DAYS = 190;

/** The instant to which the clock should move, or why it cannot. */
export async function targetInstant(
  { now, app }: Sandbox,
  channels: readonly { readonly id: string; readonly name: string }[],
  request: ClockRequest,
): Promise<Result<Temporal.Instant, string>> {
  switch (request.move) {
    case "hour":
      return ok(now().add({ hours: 1 }));
    case "day":
      return ok(now().add({ hours: 24 }));
    case "digest": {
      const due = await agenda(app.store, channels);
      const next = due.find(({ kind, at }) => kind === "digest" && at > now().toString());
      if (next) return ok(Temporal.Instant.from(next.at));
      return err("No team has a digest yet. Set one up first, with /outcomes in its channel.");
    }
    case "to": {
      const at = wallClock(request.at, request.timeZone);
      if (!at) return err(`${request.timeZone} is no time zone.`);
      const days = at.since(now()).total("hours") / 24;
      if (days <= 0) return err("The clock moves forward only. Start over to go back.");
      if (days > MAX_DAYS) return err(`That is too far: ${MAX_DAYS} days is the most at a time.`);
      return ok(at);
    }
  }
}

function wallClock(local: string, timeZone: string): Temporal.Instant | undefined {
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).toInstant();
  } catch {
    return undefined;
  }
}
