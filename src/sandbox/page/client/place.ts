import { useCallback, useEffect, useMemo, useState } from "react";

/** Where somebody is on the page, and as whom: all of it stands in the address. */
export type Place = {
  readonly as?: string;
  /** A channel's id, or "home". */
  readonly at?: string;
  /** What is open beside it. */
  readonly pane?: Pane;
  /** The thread's first message, or the message or form whose blocks are shown. */
  readonly of?: string;
};
export type Pane = "thread" | "time" | "log" | "faults" | "blocks";

const PANES: readonly Pane[] = ["thread", "time", "log", "faults", "blocks"];

function readPlace(search: string): Place {
  const given = new URLSearchParams(search);
  const [as, at, of] = [given.get("as"), given.get("at"), given.get("of")];
  const pane = PANES.find((known) => known === given.get("pane"));
  return {
    ...(as === null ? {} : { as }),
    ...(at === null ? {} : { at }),
    ...(pane === undefined ? {} : { pane }),
    ...(of === null ? {} : { of }),
  };
}

const searchOf = (place: Place): string => `?${new URLSearchParams({ ...place }).toString()}`;

export type Go = (place: Place) => void;

/** The place in the address, and how to go elsewhere: reload and back keep to it. */
export function usePlace(): readonly [Place, Go] {
  const [search, setSearch] = useState(location.search);
  useEffect(() => {
    const follow = () => setSearch(location.search);
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, []);
  const go = useCallback((place: Place) => {
    const next = searchOf(place);
    if (next !== location.search) history.pushState(undefined, "", next);
    setSearch(next);
  }, []);
  return [useMemo(() => readPlace(search), [search]), go];
}
