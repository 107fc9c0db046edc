/** Always with milliseconds, so that instants sort as text. */
export const instantText = (instant: Temporal.Instant): string =>
  instant.toString({ smallestUnit: "millisecond" });

export const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text);

export const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

/** An optional property from a nullable column: absent, rather than undefined, if the column is null. */
export const optional = <Name extends string, Column, Value>(
  name: Name,
  column: Column | null,
  read: (column: Column) => Value,
): { [N in Name]?: Value } => (column === null ? {} : { [name]: read(column) }) as { [N in Name]?: Value };

export const identity = <Value>(value: Value): Value => value;

/** A yes or no, or neither. */
export const flag = (value: boolean | undefined): number | null =>
  value === undefined ? null : Number(value);
