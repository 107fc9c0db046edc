import { useState } from "react";

/** An error or notice, until it is dismissed. */
export function Notice({ words, onDismiss }: { words: string | undefined; onDismiss: () => void }) {
  const [dismissed, setDismissed] = useState<string>();
  const shown = words === dismissed ? undefined : words;
  return (
    <div className="notice" role="alert">
      {shown !== undefined && (
        <p>
          <span>{shown}</span>
          <button
            type="button"
            onClick={() => {
              setDismissed(undefined);
              onDismiss();
              if (words !== undefined) setDismissed(words);
            }}
          >
            Dismiss
          </button>
        </p>
      )}
    </div>
  );
}
