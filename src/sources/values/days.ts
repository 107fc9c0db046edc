const PLACEHOLDER = /\{day(?:([+-])(\d{1,4}))?\}/g;

/** Replaces `{day}`, `{day-7}` and `{day+1}` by ISO dates. Nothing else ever goes from Ourcome into a request. */
export const fillDays = (text: string, day: Temporal.PlainDate): string =>
  text.replaceAll(PLACEHOLDER, (_, sign: string | undefined, days: string | undefined) =>
    day.add({ days: Number(`${sign ?? ""}${days ?? 0}`) }).toString(),
  );
