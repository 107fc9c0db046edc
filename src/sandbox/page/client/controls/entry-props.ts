import type { PageEntry } from "#sandbox/page/gesture-shapes.ts";
import type { Element } from "./element-shapes.ts";

export type EntryControlProps = {
  readonly element: Element;
  readonly entry: PageEntry;
  readonly onEntry: (entry: PageEntry) => void;
  readonly onLeave?: () => void;
  /** Accessible name, if there is no visible label. */
  readonly label?: string;
  readonly id?: string;
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
  readonly required?: boolean;
};

/** The id and ARIA attributes of a field. */
export const fieldWords = ({ id, label, describedBy, invalid, required }: EntryControlProps) => ({
  id,
  "aria-label": label,
  "aria-describedby": describedBy,
  "aria-invalid": invalid,
  "aria-required": required,
});
