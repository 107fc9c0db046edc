import { BOT } from "#sandbox/sandbox.ts";
import type { Channel, Person } from "#sandbox/slack/state/state.ts";

export const ZONE = "Europe/Berlin";
export const GROWTH = "C0GROWTH";
export const CHECKOUT = "C0CHECKOUT";
export const PRICING = "C0PRICING";

/** A product team of five. The app's messages never name them: they are here to type, click and react. */
const TEAM: readonly Person[] = [
  { id: "U0MAYA", name: "maya", realName: "Maya Ortiz", timeZone: ZONE, admin: true },
  { id: "U0JONAS", name: "jonas", realName: "Jonas Weber", timeZone: ZONE },
  { id: "U0PRIYA", name: "priya", realName: "Priya Nair", timeZone: "Asia/Kolkata" },
  { id: "U0LENA", name: "lena", realName: "Lena Fischer", timeZone: ZONE },
  { id: "U0TARIQ", name: "tariq", realName: "Tariq Aziz", timeZone: "Europe/London" },
];
const GUEST: Person = { id: "U0NOOR", name: "noor", realName: "Noor Haddad", timeZone: ZONE, guest: true };
const OUTSIDER: Person = {
  id: "U0SAM",
  name: "sam",
  realName: "Sam Brook",
  timeZone: "America/New_York",
  outsider: true,
};

export const PEOPLE: readonly Person[] = [...TEAM, GUEST, OUTSIDER];

const teamIds = TEAM.map(({ id }) => id);

export const CHANNELS: readonly Channel[] = [
  { id: GROWTH, name: "growth", members: [...teamIds, GUEST.id, BOT] },
  { id: CHECKOUT, name: "checkout", members: ["U0MAYA", "U0PRIYA", "U0TARIQ", BOT] },
  { id: PRICING, name: "pricing", members: ["U0MAYA", "U0JONAS", "U0LENA", BOT], private: true },
  { id: "C0PARTNERS", name: "partners", members: ["U0MAYA", "U0LENA", "U0SAM", BOT], externallyShared: true },
  { id: "C0LUNCH", name: "lunch", members: teamIds },
];

/** Monday, 9:00, early in the first of the story's two quarters. */
export const START = Temporal.ZonedDateTime.from(`2026-10-05T09:00[${ZONE}]`).toInstant();
