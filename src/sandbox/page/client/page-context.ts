import { createContext, useContext } from "react";
import type { Gesture } from "#sandbox/page/gesture-shapes.ts";
import type { PageAnswer, PageState } from "#sandbox/page/page-state.ts";
import type { Go, Place } from "./place.ts";

type Page = {
  readonly state: PageState;
  readonly place: Place;
  readonly go: Go;
  /** Sends a gesture as the current person; shows the error if it fails. */
  readonly act: (gesture: Gesture) => Promise<PageAnswer>;
  /** Moves the clock, sets faults or starts over. */
  readonly tell: (path: "/clock" | "/faults" | "/reset", body: unknown) => Promise<PageAnswer>;
};

const PageContext = createContext<Page | undefined>(undefined);
export const PageProvider = PageContext.Provider;

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error("usePage needs a PageProvider around it.");
  return page;
}
