import type { PageChannel } from "#sandbox/page/page-state.ts";
import { Composer } from "./composer.tsx";
import { MainHeader } from "#sandbox/page/client/layout/main-header.tsx";
import { MessageList } from "./message-list.tsx";
import { usePage } from "#sandbox/page/client/page-context.ts";

export function Channel({ channel }: { channel: PageChannel }) {
  const { act } = usePage();
  const title = nameOf(channel);
  return (
    <main className="main">
      <MainHeader title={title} detail={detailOf(channel)} />
      {!channel.hasApp && (
        <div className="hint">
          <p>Ourcome is not in this channel. Type /invite @Ourcome, or press the button.</p>
          <button type="button" onClick={() => void act({ kind: "invite", channel: channel.id })}>
            Invite Ourcome
          </button>
        </div>
      )}
      <MessageList label={`Messages in ${title}`} messages={channel.messages} />
      <Composer channel={channel} label={`Message ${title}`} />
    </main>
  );
}

export const nameOf = ({ kind, name }: PageChannel): string => (kind === "direct" ? "Ourcome" : `#${name}`);

function detailOf({ kind, members, archived }: PageChannel): string {
  if (kind === "direct") return "A direct message: commands work here, messages do not reach the app.";
  const words = [
    `${members.length} people`,
    ...(kind === "private" ? ["private"] : []),
    ...(kind === "shared" ? ["shared with another company"] : []),
    ...(archived ? ["archived"] : []),
  ];
  return words.join(", ");
}
