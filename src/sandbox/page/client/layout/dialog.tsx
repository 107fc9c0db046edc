import { type ReactNode, useLayoutEffect, useRef } from "react";

type DialogProps = {
  readonly labelledBy?: string;
  readonly label?: string;
  readonly className: string;
  /** On Escape, or on a click outside if `light`. */
  readonly onClose: () => void;
  readonly light?: boolean;
  readonly children: ReactNode;
};

/** The browser's modal dialog, which traps the focus and restores it. */
export function Dialog({ labelledBy, label, className, onClose, light = false, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className={className}
      aria-labelledby={labelledBy}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (light && event.target === event.currentTarget) onClose();
      }}
    >
      {children}
    </dialog>
  );
}
