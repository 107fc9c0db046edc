import { useEffect, useId, useRef, useState } from "react";

type MenuItem = { readonly words: string; readonly run: () => void };

/** A button that unfolds more of them. Escape and leaving it fold them up again. */
export function Menu({ label, items }: { label: string; items: readonly MenuItem[] }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const unfolded = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (open) unfolded.current?.scrollIntoView({ block: "nearest" });
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
      <span ref={unfolded} id={id} className="menu-items" hidden={!open}>
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
