import { useId, useState } from "react";
import { Dialog } from "#sandbox/page/client/layout/dialog.tsx";
import { EMOJI_NAMES, TONES, emojiCharacter, withTone } from "#sandbox/page/client/emojis.ts";

type EmojiPickerProps = {
  /** Emojis already under the message, which come first. */
  readonly inUse: readonly string[];
  readonly onPicked: (emoji: string) => void;
  readonly onClose: () => void;
};

export function EmojiPicker({ inUse, onPicked, onClose }: EmojiPickerProps) {
  const [query, setQuery] = useState("");
  const [tone, setTone] = useState<(typeof TONES)[number]>();
  const id = useId();
  const matching = (name: string) => name.includes(query.trim().toLowerCase());
  const group = (label: string, names: readonly string[]) =>
    names.length > 0 && (
      <section>
        <h3>{label}</h3>
        <div className="emoji-grid">
          {names.map((name) => (
            <button key={name} type="button" aria-label={name} title={name} onClick={() => onPicked(name)}>
              {emojiCharacter(name)}
            </button>
          ))}
        </div>
      </section>
    );
  const all = EMOJI_NAMES.map((name) => withTone(name, tone)).filter((name) => !inUse.includes(name));
  return (
    <Dialog className="dialog picker" labelledBy={`${id}title`} light onClose={onClose}>
      <div className="dialog-head">
        <h2 id={`${id}title`}>Add a reaction</h2>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </div>
      <label>
        Search
        <input value={query} onChange={({ target }) => setQuery(target.value)} />
      </label>
      {group("Under this message", inUse.filter(matching))}
      {group("All", all.filter(matching))}
      <fieldset className="tones">
        <legend>Skin tone</legend>
        {[undefined, ...TONES].map((choice) => (
          <label key={choice ?? 1}>
            <input
              type="radio"
              name={`${id}tone`}
              checked={tone === choice}
              onChange={() => setTone(choice)}
            />
            <span aria-hidden="true">{emojiCharacter(withTone("wave", choice))}</span>
            <span className="unseen">{choice === undefined ? "None" : `Tone ${choice - 1}`}</span>
          </label>
        ))}
      </fieldset>
    </Dialog>
  );
}
