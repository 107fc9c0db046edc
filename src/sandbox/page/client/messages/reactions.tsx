import type { PageMessage } from "#sandbox/page/page-state.ts";
import { emojiCharacter } from "#sandbox/page/client/emojis.ts";
import { usePage } from "#sandbox/page/client/page-context.ts";

/** The reactions under a message; each is a button to add or remove one's own. */
export function Reactions({ message: { channel, ts, reactions } }: { message: PageMessage }) {
  const { state, act } = usePage();
  if (reactions.length === 0) return null;
  const nameOf = (user: string) => state.people.find(({ id }) => id === user)?.realName ?? "Ourcome";
  return (
    <div className="reactions">
      {reactions.map(({ name, users }) => {
        const own = users.includes(state.me.id);
        return (
          <button
            key={name}
            type="button"
            className="reaction"
            aria-pressed={own}
            aria-label={`${name}, ${users.length}: ${users.map(nameOf).join(", ")}`}
            title={users.map(nameOf).join(", ")}
            onClick={() =>
              void act({ kind: own ? "unreact" : "react", message: { channel, ts }, emoji: name })
            }
          >
            <span aria-hidden="true">
              {emojiCharacter(name)} {users.length}
            </span>
          </button>
        );
      })}
    </div>
  );
}
