import type { PageChannel } from "#sandbox/page/page-state.ts";
import { usePage } from "#sandbox/page/client/page-context.ts";

const SIGNS: Readonly<Record<PageChannel["kind"], string>> = {
  public: "#",
  private: "🔒︎",
  shared: "⇄",
  direct: "●",
};
const KINDS: Readonly<Record<PageChannel["kind"], string>> = {
  public: "",
  private: "private",
  shared: "with another company",
  direct: "direct message",
};

/** The person's channels, the app's Home, and the direct message with it. */
export function Places({ current, onChosen }: { current: string | undefined; onChosen: () => void }) {
  const { state, place, go } = usePage();
  const link = (id: string, sign: string, name: string, kind: string) => (
    <li key={id}>
      <button
        type="button"
        className="side-link"
        aria-current={id === current ? "page" : undefined}
        onClick={() => {
          go({ ...(place.as === undefined ? {} : { as: place.as }), at: id });
          onChosen();
        }}
      >
        <span className="sign" aria-hidden="true">
          {sign}
        </span>
        <span className="side-words">
          {name}
          {kind !== "" && <small> {kind}</small>}
        </span>
      </button>
    </li>
  );
  const channels = state.channels.filter(({ kind }) => kind !== "direct");
  const direct = state.channels.filter(({ kind }) => kind === "direct");
  return (
    <>
      <section>
        <h2>Channels</h2>
        <ul>{channels.map(({ id, name, kind }) => link(id, SIGNS[kind], name, KINDS[kind]))}</ul>
      </section>
      {direct.length > 0 && (
        <section>
          <h2>Ourcome</h2>
          <ul>
            {link("home", "⌂", "Home", "")}
            {direct.map(({ id, kind }) => link(id, SIGNS[kind], "Messages", KINDS[kind]))}
          </ul>
        </section>
      )}
    </>
  );
}
