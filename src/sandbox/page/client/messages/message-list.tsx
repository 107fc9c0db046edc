import { useLayoutEffect, useRef } from "react";
import type { PageMessage } from "#sandbox/page/page-state.ts";
import { dayOf } from "#sandbox/page/client/dates.ts";
import { Message } from "./message.tsx";
import { usePage } from "#sandbox/page/client/page-context.ts";

const NEAR_END_PX = 160;

type MessageListProps = {
  readonly label: string;
  readonly messages: readonly PageMessage[];
  readonly inThread?: boolean;
};

/** The messages in order, with a line for each day. Stays scrolled to the end if it was there. */
export function MessageList({ label, messages, inThread = false }: MessageListProps) {
  const { state } = usePage();
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const last = messages.at(-1)?.ts;
  useLayoutEffect(() => {
    const element = list.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [last, messages.length]);

  const zone = state.me.timeZone;
  return (
    <div
      ref={list}
      className="messages"
      role="log"
      aria-label={label}
      // It scrolls, so it needs keyboard focus.
      // oxlint-disable-next-line
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
      }}
    >
      {messages.length === 0 && <p className="nothing">Nothing was said here yet.</p>}
      {messages.map((message, index) => {
        const day = dayOf(message.at, zone);
        const previous = messages[index - 1];
        const first = previous === undefined || dayOf(previous.at, zone) !== day;
        return (
          <div key={message.ts}>
            {first && <p className="day">{day}</p>}
            <Message message={message} inThread={inThread} />
          </div>
        );
      })}
    </div>
  );
}
