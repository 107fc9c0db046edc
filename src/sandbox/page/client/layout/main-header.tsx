import type { ReactNode } from "react";
import { dayAndTime } from "#sandbox/page/client/dates.ts";
import { usePage } from "#sandbox/page/client/page-context.ts";
import type { Pane } from "#sandbox/page/client/place.ts";

/** The place's name, and the buttons for the side panes. */
export function MainHeader({ title, detail }: { title: ReactNode; detail?: ReactNode }) {
  const { state, place, go } = usePage();
  const toggle = (pane: Pane, words: ReactNode, label?: string) => (
    <button
      type="button"
      aria-pressed={place.pane === pane}
      aria-label={label}
      onClick={() => {
        const { pane: open, of: _, ...here } = place;
        go(open === pane ? here : { ...here, pane });
      }}
    >
      {words}
    </button>
  );
  const now = dayAndTime(state.now, state.me.timeZone);
  const hasFaults = Object.keys(state.faults).length > 0;
  return (
    <header className="main-header">
      <div className="main-title">
        <h1>{title}</h1>
        {detail && <p>{detail}</p>}
      </div>
      <div className="switches" role="group" aria-label="Tour, clock, log and faults">
        {toggle("tour", "What to try")}
        {toggle("time", <span className="clock">{now}</span>, `Clock: ${now}`)}
        {toggle("log", "Log")}
        {toggle("faults", hasFaults ? "Faults on" : "Faults")}
      </div>
    </header>
  );
}
