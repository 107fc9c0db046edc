/** The only unit given in any of the fields: "" if there is none, undefined if they differ. */
export function commonUnit(...fieldUnits: ReadonlyArray<string | undefined>): string | undefined {
  const units = new Set(fieldUnits.filter((unit) => unit !== undefined && unit !== ""));
  return units.size > 1 ? undefined : ([...units][0] ?? "");
}

/** An error message if a number has a different unit than the bet or key result it belongs to. */
export const unitMismatch = (
  typed: string | undefined,
  unit: string,
  subject: "bet" | "key result",
): string | undefined =>
  typed === undefined || typed.toLowerCase() === unit.toLowerCase()
    ? undefined
    : `This ${subject} is measured in ${unit === "" ? "plain numbers" : unit}, not in ${typed}. Write the number without a unit, or in the ${subject}'s.`;
