import { BOT } from "#sandbox/sandbox.ts";
import type { Channel, Person } from "#sandbox/slack/state.ts";

export const ZONE = "Europe/Berlin";
export const GROWTH = "C0GROWTH";

/** Five of a product team. Outputs name none of them: they are here to type, click and react. */
export const PEOPLE: readonly Person[] = [
  { id: "U0MAYA", name: "maya", realName: "Maya Ortiz", timeZone: ZONE },
  { id: "U0JONAS", name: "jonas", realName: "Jonas Weber", timeZone: ZONE },
  { id: "U0PRIYA", name: "priya", realName: "Priya Nair", timeZone: "Asia/Kolkata" },
  { id: "U0LENA", name: "lena", realName: "Lena Fischer", timeZone: ZONE },
  { id: "U0TARIQ", name: "tariq", realName: "Tariq Aziz", timeZone: "Europe/London" },
];

export const CHANNELS: readonly Channel[] = [
  { id: GROWTH, name: "growth", members: [...PEOPLE.map(({ id }) => id), BOT] },
];

/** A Monday at nine, six weeks before the story ends. */
export const START = Temporal.ZonedDateTime.from(`2026-10-05T09:00[${ZONE}]`).toInstant();
