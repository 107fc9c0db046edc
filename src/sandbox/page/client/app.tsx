import { useCallback, useEffect, useMemo, useState } from "react";
import type { Gesture } from "#sandbox/page/gesture-shapes.ts";
import type { PageAnswer } from "#sandbox/page/page-state.ts";
import { Channel } from "./messages/channel.tsx";
import { Home } from "./blocks/home.tsx";
import { Modal } from "./blocks/modal.tsx";
import { Notice } from "./layout/notice.tsx";
import { PageProvider } from "./page-context.ts";
import { SidePane } from "./panes/side-pane.tsx";
import { usePlace } from "./place.ts";
import { Sidebar } from "./layout/sidebar.tsx";
import { post, useWorkspace } from "./workspace.ts";

export function App() {
  const [place, go] = usePlace();
  const { state, connected } = useWorkspace(place.as);
  const [words, setWords] = useState<string>();

  const showError = useCallback((answer: PageAnswer) => {
    setWords(answer.ok ? undefined : (answer.message ?? "That did not work."));
    return answer;
  }, []);
  const me = state?.me.id;
  const page = useMemo(
    () =>
      state && {
        state,
        place,
        go,
        act: async (gesture: Gesture) => showError(await post("/gestures", { as: me, gesture })),
        tell: async (path: string, body: unknown) => showError(await post(path, body)),
      },
    [state, place, go, me, showError],
  );

  const channel = state?.channels.find(({ id }) => id === place.at) ?? state?.channels[0];
  const title = place.at === "home" ? "Home" : channel?.name;
  useEffect(() => {
    if (title && state) document.title = `${title} · ${state.me.realName} · Ourcome sandbox`;
  }, [title, state]);

  if (!page || !state) return <p className="waiting">The workspace is being opened …</p>;
  const topView = state.views.at(-1);
  return (
    <PageProvider value={page}>
      <div className={place.pane ? "workspace with-pane" : "workspace"}>
        <Sidebar current={place.at === "home" ? "home" : channel?.id} />
        {place.at === "home" ? <Home /> : channel && <Channel key={channel.id} channel={channel} />}
        <SidePane channel={channel} />
      </div>
      <div className="status" role="status">
        {connected ? state.busy : "The sandbox does not answer. This page shows how it was."}
      </div>
      <Notice words={words ?? state.notice} onDismiss={() => setWords(undefined)} />
      {topView && <Modal view={topView} depth={state.views.length} />}
    </PageProvider>
  );
}
