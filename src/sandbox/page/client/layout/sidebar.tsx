import { useState } from "react";
import { Dialog } from "./dialog.tsx";
import { useNarrow } from "#sandbox/page/client/narrow.ts";
import { People } from "./people.tsx";
import { Places } from "./places.tsx";

/** The current person, and the places to go; a drawer in a narrow window. */
export function Sidebar({ current }: { current: string | undefined }) {
  const narrow = useNarrow();
  const [open, setOpen] = useState(false);
  const content = (
    <>
      <p className="workspace-name">Ourcome sandbox</p>
      <People onChosen={() => setOpen(false)} />
      <Places current={current} onChosen={() => setOpen(false)} />
    </>
  );
  if (!narrow) return <nav className="sidebar">{content}</nav>;
  return (
    <nav className="drawer-nav" aria-label="Workspace">
      <button type="button" className="drawer-button" aria-expanded={open} onClick={() => setOpen(true)}>
        <span aria-hidden="true">☰</span> Menu
      </button>
      {open && (
        <Dialog label="People and channels" className="drawer" light onClose={() => setOpen(false)}>
          <div className="sidebar">
            <button type="button" className="drawer-close" onClick={() => setOpen(false)}>
              Close
            </button>
            {content}
          </div>
        </Dialog>
      )}
    </nav>
  );
}
