import { useState } from "react";

/** What went wrong, in words, until it is put away. */
export function Notice({ words, onDismiss }: { words: string | undefined; onDismiss: () => void }) {
  const [away, setAway] = useState<string>();
  const shown = words === away ? undefined : words;
  return (
    <div className="notice" role="alert">
      {shown !== undefined && (
        <p>
          <span>{shown}</span>
          <button
            type="button"
            onClick={() => {
              setAway(undefined);
              onDismiss();
              if (words !== undefined) setAway(words);
            }}
          >
            Dismiss
          </button>
        </p>
      )}
    </div>
  );
}
