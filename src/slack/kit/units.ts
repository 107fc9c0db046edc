/** The one unit that is said, in whichever field; none when they differ. */
export function agreedUnit(...said: ReadonlyArray<string | undefined>): string | undefined {
  const units = new Set(said.filter((unit) => unit !== undefined && unit !== ""));
  return units.size > 1 ? undefined : ([...units][0] ?? "");
}

/** Words when a number came in another unit than that of the bet or the key result it belongs to. */
export const unitMismatch = (
  said: string | undefined,
  unit: string,
  of: "bet" | "key result",
): string | undefined =>
  said === undefined || said.toLowerCase() === unit.toLowerCase()
    ? undefined
    : `This ${of} is measured in ${unit === "" ? "plain numbers" : unit}, not in ${said}. Write the number without a unit, or in the ${of}'s.`;
