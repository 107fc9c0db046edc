import { Avatar } from "./avatar.tsx";
import { usePage } from "#sandbox/page/client/page-context.ts";

/** The people of the workspace; choosing one switches to that person. */
export function People({ onChosen }: { onChosen: () => void }) {
  const { state, place, go } = usePage();
  return (
    <section>
      <h2>Be</h2>
      <ul>
        {state.people.map(({ id, realName, membership }) => (
          <li key={id}>
            <button
              type="button"
              className="side-link"
              aria-pressed={id === state.me.id}
              onClick={() => {
                go({ as: id, ...(place.at === undefined ? {} : { at: place.at }) });
                onChosen();
              }}
            >
              <Avatar name={realName} />
              <span className="side-words">
                {realName}
                {membership && <small> {membership}</small>}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
