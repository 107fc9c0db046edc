import { useEffect, useState } from "react";
import type { PageAnswer, PageState } from "#sandbox/page/page-state.ts";

const NO_ANSWER: PageAnswer = {
  ok: false,
  message: "The sandbox does not answer. Is it still running? Nothing was sent.",
};

/** POSTs to the sandbox; the answer is for the person to read. */
export async function post(path: string, body: unknown): Promise<PageAnswer> {
  try {
    const response = await fetch(path, { method: "POST", body: JSON.stringify(body) });
    const answer: PageAnswer = await response.json();
    return answer;
  } catch {
    return NO_ANSWER;
  }
}

type Workspace = { readonly state: PageState | undefined; readonly connected: boolean };

/** What this person may see, fetched again after each change in the sandbox. */
export function useWorkspace(as: string | undefined): Workspace {
  const [state, setState] = useState<PageState>();
  const [connected, setConnected] = useState(true);

  useEffect(() => {
    let lastRequest = 0;
    let lastShown = 0;
    const controller = new AbortController();
    const fetchState = async () => {
      const requestNumber = (lastRequest += 1);
      const query = as === undefined ? "" : `?as=${encodeURIComponent(as)}`;
      const response = await fetch(`/state${query}`, { signal: controller.signal });
      if (!response.ok) return;
      const next: PageState = await response.json();
      if (requestNumber < lastShown) return;
      lastShown = requestNumber;
      setState(next);
    };
    const refresh = () => void fetchState().catch(() => {});
    const events = new EventSource("/events");
    events.addEventListener("message", refresh);
    events.addEventListener("open", () => setConnected(true));
    events.addEventListener("error", () => setConnected(false));
    refresh();
    return () => {
      controller.abort();
      events.close();
    };
  }, [as]);

  return { state, connected };
}
