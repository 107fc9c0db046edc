import { useState } from "react";
import { usePage } from "#sandbox/page/client/page-context.ts";

/** The JSON that the app sent for a message or view. */
export function BlocksPane({ of }: { of: string | undefined }) {
  const { state } = usePage();
  const [copied, setCopied] = useState(false);
  const content = contentOf(state, of);
  if (!content) return <p className="nothing">This is not there any more.</p>;
  const json = JSON.stringify(content, undefined, 2);
  return (
    <div className="pane-body">
      <button
        type="button"
        onClick={() =>
          void navigator.clipboard.writeText(json).then(
            () => setCopied(true),
            () => setCopied(false),
          )
        }
      >
        {copied ? "Copied" : "Copy"}
      </button>
      {/* It scrolls, so it needs keyboard focus. */}
      {/* oxlint-disable-next-line */}
      <pre className="json" tabIndex={0} aria-label="Block Kit JSON">
        {json}
      </pre>
    </div>
  );
}

function contentOf({ channels, views, home }: ReturnType<typeof usePage>["state"], of: string | undefined) {
  const messages = channels.flatMap(({ messages }) =>
    messages.flatMap((message) => [message, ...message.replies]),
  );
  const message = messages.find(({ ts }) => ts === of);
  if (message) return { text: message.text, blocks: message.blocks };
  return [...views, ...(home ? [home] : [])].find(({ id }) => id === of)?.content;
}
