/** Formats instants for a person: in their time zone, relative to the sandbox's clock. */

const LANGUAGE = "en-GB";

const format = (at: Date, timeZone: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(LANGUAGE, { timeZone, ...options }).format(at);

export const timeOfDay = (at: string, timeZone: string): string =>
  format(new Date(at), timeZone, { hour: "2-digit", minute: "2-digit" });

export const dayOf = (at: string, timeZone: string): string =>
  format(new Date(at), timeZone, { weekday: "long", day: "numeric", month: "long" });

export const dayAndTime = (at: string, timeZone: string): string =>
  format(new Date(at), timeZone, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });

/** For an input of type `datetime-local`. */
export function localDateTime(at: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
  }).format(new Date(at));
  return parts.replace(" ", "T");
}

const DATES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { day: "numeric", month: "long", year: "numeric" },
  date_short: { day: "numeric", month: "short", year: "numeric" },
  date_long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

/** Formats with Slack's date tokens; the `_pretty` ones give yesterday, today and tomorrow. */
export function slackDate(timestamp: string, tokens: string, now: string, timeZone: string): string {
  const at = new Date(Number(timestamp) * 1000);
  return tokens.replaceAll(/\{(\w+)\}/gu, (token, name: string) => {
    const relative = name.endsWith("_pretty") ? relativeDay(at, new Date(now), timeZone) : undefined;
    if (relative !== undefined) return relative;
    const options = DATES[name.replace("_pretty", "")];
    return options ? format(at, timeZone, options) : token;
  });
}

const RELATIVE_DAYS: Readonly<Record<number, string>> = { [-1]: "yesterday", 0: "today", 1: "tomorrow" };
const DAY_MS = 86_400_000;

function relativeDay(at: Date, now: Date, timeZone: string): string | undefined {
  const day = (moment: Date) =>
    Date.parse(new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(moment));
  return RELATIVE_DAYS[Math.round((day(at) - day(now)) / DAY_MS)];
}
