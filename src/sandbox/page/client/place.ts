import { useCallback, useEffect, useMemo, useState } from "react";

/** Where the user is on the page, and as which person; all of it is in the URL's query. */
export type Place = {
  readonly as?: string;
  /** A channel's id, or "home". */
  readonly at?: string;
  /** The open side pane. */
  readonly pane?: Pane;
  /** The pane's subject: a thread's first message, or the message or view whose blocks are shown. */
  readonly of?: string;
};
export type Pane = "tour" | "thread" | "time" | "log" | "faults" | "blocks";

const PANES: readonly Pane[] = ["tour", "thread", "time", "log", "faults", "blocks"];

function readPlace(search: string): Place {
  // The address without a query, where somebody begins. Whoever closes the tour goes on at "?".
  if (search === "") return { pane: "tour" };
  const query = new URLSearchParams(search);
  const [as, at, of] = [query.get("as"), query.get("at"), query.get("of")];
  const pane = PANES.find((known) => known === query.get("pane"));
  return {
    ...(as === null ? {} : { as }),
    ...(at === null ? {} : { at }),
    ...(pane === undefined ? {} : { pane }),
    ...(of === null ? {} : { of }),
  };
}

const searchOf = (place: Place): string => `?${new URLSearchParams({ ...place }).toString()}`;

export type Go = (place: Place) => void;

/** The place in the URL, and a function to go elsewhere; works with reload and back. */
export function usePlace(): readonly [Place, Go] {
  const [search, setSearch] = useState(location.search);
  useEffect(() => {
    const onPopState = () => setSearch(location.search);
    addEventListener("popstate", onPopState);
    return () => removeEventListener("popstate", onPopState);
  }, []);
  const go = useCallback((place: Place) => {
    const next = searchOf(place);
    if (next !== location.search) history.pushState(undefined, "", next);
    setSearch(next);
  }, []);
  return [useMemo(() => readPlace(search), [search]), go];
}
