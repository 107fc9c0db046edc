import { useEffect } from "react";
import { Blocks } from "./blocks.tsx";
import { MainHeader } from "#sandbox/page/client/layout/main-header.tsx";
import { usePage } from "#sandbox/page/client/page-context.ts";

/** The app's Home tab. Opening it sends `app_home_opened`, on which the app publishes it. */
export function Home() {
  const { state, place, go, act } = usePage();
  const { id } = state.me;
  useEffect(() => {
    void act({ kind: "open-home" });
    // Once per visit: `act` is a new function after every change.
    // oxlint-disable-next-line
  }, [id]);
  const { home } = state;
  return (
    <main className="main">
      <MainHeader title="Home" detail="What Ourcome shows to you alone" />
      <div className="home">
        {home ? (
          <>
            <Blocks blocks={home.content.blocks} target={{ view: home.id }} values={home.values} />
            <button
              type="button"
              className="quiet"
              onClick={() => go({ ...place, pane: "blocks", of: home.id })}
            >
              Block Kit JSON
            </button>
          </>
        ) : (
          <p className="nothing">Ourcome has drawn nothing here yet.</p>
        )}
      </div>
    </main>
  );
}
