import { useEffect, useId, useRef, useState } from "react";

type MenuItem = { readonly words: string; readonly run: () => void };

/** A button that opens a menu of buttons. Escape and losing the focus close it. */
export function Menu({ label, items }: { label: string; items: readonly MenuItem[] }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const itemList = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (open) itemList.current?.scrollIntoView({ block: "nearest" });
  }, [open]);
  return (
    <span
      className="menu"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setOpen(false);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.stopPropagation();
        event.preventDefault();
        setOpen(false);
        opener.current?.focus();
      }}
    >
      <button
        ref={opener}
        type="button"
        aria-label={label}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      <span ref={itemList} id={id} className="menu-items" hidden={!open}>
        {items.map(({ words, run }) => (
          <button
            key={words}
            type="button"
            onClick={() => {
              setOpen(false);
              opener.current?.focus();
              run();
            }}
          >
            {words}
          </button>
        ))}
      </span>
    </span>
  );
}
