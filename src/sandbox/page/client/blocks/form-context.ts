import { createContext, useContext } from "react";
import type { PageEntry } from "#sandbox/page/gesture-shapes.ts";
import type { Element } from "#sandbox/page/client/controls/element-shapes.ts";

/** A field of a form. */
export type FieldAt = {
  readonly block: string;
  readonly element: Element;
  /** The app receives each change (`dispatch_action`). */
  readonly dispatch: boolean;
};

export type Form = {
  readonly entry: (field: FieldAt) => PageEntry;
  readonly error: (block: string) => string | undefined;
  readonly change: (field: FieldAt, entry: PageEntry) => void;
  /** The field was left, or Enter was pressed in it. */
  readonly leave: (field: FieldAt) => void;
};

const FormContext = createContext<Form | undefined>(undefined);
export const FormProvider = FormContext.Provider;
export const useForm = (): Form | undefined => useContext(FormContext);
