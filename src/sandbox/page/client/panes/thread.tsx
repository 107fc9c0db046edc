import type { PageChannel } from "#sandbox/page/page-state.ts";
import { nameOf } from "#sandbox/page/client/messages/channel.tsx";
import { Composer } from "#sandbox/page/client/messages/composer.tsx";
import { MessageList } from "#sandbox/page/client/messages/message-list.tsx";

export function Thread({ channel, of }: { channel: PageChannel; of: string | undefined }) {
  const root = channel.messages.find(({ ts }) => ts === of);
  if (!root) return <p className="nothing">This message is not in {nameOf(channel)} any more.</p>;
  return (
    <>
      <MessageList key={root.ts} label="Thread" messages={[root, ...root.replies]} inThread />
      <Composer channel={channel} label="Reply in the thread" thread={root.ts} />
    </>
  );
}
