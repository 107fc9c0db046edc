import { useEffect, useRef } from "react";
import type { PageChannel } from "#sandbox/page/page-state.ts";
import { BlocksPane } from "./blocks-pane.tsx";
import { FaultsPane } from "./faults-pane.tsx";
import { LogPane } from "./log-pane.tsx";
import { usePage } from "#sandbox/page/client/page-context.ts";
import type { Pane } from "#sandbox/page/client/place.ts";
import { Thread } from "./thread.tsx";
import { TourPane } from "./tour-pane.tsx";
import { TimePane } from "./time-pane.tsx";

const TITLES: Readonly<Record<Pane, string>> = {
  tour: "What to try",
  thread: "Thread",
  time: "Clock",
  log: "Log of requests",
  faults: "Faults",
  blocks: "Block Kit JSON",
};

/** The side pane: the tour, a thread, the clock, the request log, the faults or Block Kit JSON. */
export function SidePane({ channel }: { channel: PageChannel | undefined }) {
  const { place, go } = usePage();
  const { pane, of, ...here } = place;
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef<Element>(null);
  useEffect(() => {
    if (!pane) return undefined;
    opener.current = document.activeElement;
    heading.current?.focus();
    return () => {
      if (opener.current instanceof HTMLElement) opener.current.focus();
    };
  }, [pane, of]);
  if (!pane) return null;
  return (
    <aside
      className="pane"
      aria-label={TITLES[pane]}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) go(here);
      }}
    >
      <header className="pane-head">
        <h2 ref={heading} tabIndex={-1}>
          {TITLES[pane]}
        </h2>
        <button type="button" onClick={() => go(here)}>
          Close
        </button>
      </header>
      {pane === "thread" && channel && <Thread channel={channel} of={of} />}
      {pane === "tour" && <TourPane />}
      {pane === "time" && <TimePane />}
      {pane === "log" && <LogPane />}
      {pane === "faults" && <FaultsPane />}
      {pane === "blocks" && <BlocksPane of={of} />}
    </aside>
  );
}
