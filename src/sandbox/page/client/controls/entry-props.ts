import type { PageEntry } from "#sandbox/page/gesture-shapes.ts";
import type { Element } from "./element-shapes.ts";

export type EntryControlProps = {
  readonly element: Element;
  readonly entry: PageEntry;
  readonly onEntry: (entry: PageEntry) => void;
  readonly onLeave?: () => void;
  /** Its name, where no label stands beside it. */
  readonly label?: string;
  readonly id?: string;
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
  readonly required?: boolean;
};

/** What every kind of field says of itself to a screen reader. */
export const fieldWords = ({ id, label, describedBy, invalid, required }: EntryControlProps) => ({
  id,
  "aria-label": label,
  "aria-describedby": describedBy,
  "aria-invalid": invalid,
  "aria-required": required,
});
