import { WEEKDAYS } from "#domain/calendar/schedule.ts";
import { AWKWARD_TIMES, simulate, ZONES } from "./every-zone.ts";

/** Four years of every zone, weekday and awkward time. */
const FROM = Temporal.Instant.from("2026-01-01T00:00:00Z");
const WEEKS = 209;

const { stdout } = process;
const began = performance.now();
const sums = { digests: 0, moved: 0, twice: 0 };
const wrong: string[] = [];
for (const [index, timeZone] of ZONES.entries()) {
  for (const day of WEEKDAYS)
    for (const time of AWKWARD_TIMES) {
      const simulated = simulate({ timeZone, day, time }, FROM, WEEKS);
      for (const name of ["digests", "moved", "twice"] as const) sums[name] += simulated[name];
      wrong.push(...simulated.wrong);
    }
  if ((index + 1) % 50 === 0) stdout.write(`${index + 1} zones\n`);
}

const expected = ZONES.length * WEEKDAYS.length * AWKWARD_TIMES.length * WEEKS;
const line = (name: string, value: string | number) => stdout.write(`${name.padEnd(32)} ${value}\n`);
line("zone data", process.versions["tz"] ?? "unknown");
line("zones", ZONES.length);
line("schedules", ZONES.length * WEEKDAYS.length * AWKWARD_TIMES.length);
line("weeks in all", expected);
line("digests", sums.digests);
line("  moved, as the clock jumped", sums.moved);
line("  once where the clock fell back", sums.twice);
line("weeks with two, none or another", wrong.length);
line("seconds", Math.round((performance.now() - began) / 1_000));
for (const week of wrong.slice(0, 20)) line("  look at", week);
process.exit(wrong.length === 0 && sums.digests === expected ? 0 : 1);
