import type { PageMessage } from "#sandbox/page/page-state.ts";
import { Avatar } from "#sandbox/page/client/layout/avatar.tsx";
import { Blocks } from "#sandbox/page/client/blocks/blocks.tsx";
import { timeOfDay } from "#sandbox/page/client/dates.ts";
import { MessageActions } from "./message-actions.tsx";
import { usePage } from "#sandbox/page/client/page-context.ts";
import { Reactions } from "./reactions.tsx";

export function Message({ message, inThread }: { message: PageMessage; inThread: boolean }) {
  const { state, place, go, act } = usePage();
  const { channel, ts, author, user, at, ephemeral, edited, replies, thread, text } = message;
  const blocks = message.blocks.length > 0 ? message.blocks : [asSection(text)];
  const replyLabel = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
  return (
    <article
      className={ephemeral ? "message alone" : "message"}
      aria-label={`${author}, ${timeOfDay(at, state.me.timeZone)}`}
    >
      <Avatar name={author} app={user === undefined} />
      <div className="message-body">
        {ephemeral && <p className="only-you">Only visible to you</p>}
        <div className="message-head">
          <span className="author">{author}</span>
          {user === undefined && <span className="tag">app</span>}
          <time dateTime={at}>{timeOfDay(at, state.me.timeZone)}</time>
          <MessageActions message={message} inThread={inThread} />
        </div>
        <Blocks blocks={blocks} target={{ channel, ts }} values={{}} />
        {edited && <span className="edited">(edited)</span>}
        {!ephemeral && <Reactions message={message} />}
        {ephemeral && (
          <button
            type="button"
            className="quiet"
            onClick={() => void act({ kind: "dismiss", message: { channel, ts } })}
          >
            Dismiss
          </button>
        )}
        {!inThread && thread !== undefined && (
          <button
            type="button"
            className="replies"
            onClick={() => go({ ...place, pane: "thread", of: thread })}
          >
            View thread
          </button>
        )}
        {!inThread && replies.length > 0 && (
          <button type="button" className="replies" onClick={() => go({ ...place, pane: "thread", of: ts })}>
            {replyLabel}
          </button>
        )}
      </div>
    </article>
  );
}

/** Renders typed text, which has no blocks, as mrkdwn. */
const asSection = (text: string) => ({ type: "section", text: { type: "mrkdwn", text: text || " " } });
