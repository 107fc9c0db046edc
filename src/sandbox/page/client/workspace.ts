import { useEffect, useState } from "react";
import type { PageAnswer, PageState } from "#sandbox/page/page-state.ts";

const LOST: PageAnswer = {
  ok: false,
  words: "The sandbox does not answer. Is it still running? Nothing was sent.",
};

/** Sends something to the sandbox; what comes back is for the person to read. */
export async function post(path: string, body: unknown): Promise<PageAnswer> {
  try {
    const response = await fetch(path, { method: "POST", body: JSON.stringify(body) });
    const answer: PageAnswer = await response.json();
    return answer;
  } catch {
    return LOST;
  }
}

type Workspace = { readonly state: PageState | undefined; readonly connected: boolean };

/** What this person may see, fetched anew whenever the sandbox says that something has changed. */
export function useWorkspace(as: string | undefined): Workspace {
  const [state, setState] = useState<PageState>();
  const [connected, setConnected] = useState(true);

  useEffect(() => {
    let asked = 0;
    let shown = 0;
    const controller = new AbortController();
    const fetchState = async () => {
      const turn = (asked += 1);
      const query = as === undefined ? "" : `?as=${encodeURIComponent(as)}`;
      const response = await fetch(`/state${query}`, { signal: controller.signal });
      if (!response.ok) return;
      const next: PageState = await response.json();
      if (turn < shown) return;
      shown = turn;
      setState(next);
    };
    const follow = () => void fetchState().catch(() => {});
    const events = new EventSource("/events");
    events.addEventListener("message", follow);
    events.addEventListener("open", () => setConnected(true));
    events.addEventListener("error", () => setConnected(false));
    follow();
    return () => {
      controller.abort();
      events.close();
    };
  }, [as]);

  return { state, connected };
}
