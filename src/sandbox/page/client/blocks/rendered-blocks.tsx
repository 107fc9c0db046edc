import { type Block, Message } from "slack-blocks-to-jsx";
import type { PageMessage } from "#sandbox/page/page-state.ts";
import { slackDate } from "#sandbox/page/client/dates.ts";
import { emojiSign } from "#sandbox/page/client/emojis.ts";
import { usePage } from "#sandbox/page/client/page-context.ts";

/** Blocks that only show something, with people, channels and dates as this person reads them. */
export function Drawn({ blocks }: { blocks: PageMessage["blocks"] }) {
  const { state } = usePage();
  return (
    <div className="drawn">
      <Message
        // The page's blocks are JSON that the sandbox has held against Slack's limits; the library's types say the same.
        blocks={blocks as unknown as Block[]}
        name=""
        logo=""
        theme="light"
        withoutWrapper
        data={{
          users: state.people.map(({ id, name }) => ({ id, name })),
          channels: state.channels.map(({ id, name }) => ({ id, name })),
        }}
        hooks={{
          date: ({ timestamp, format }) => (
            <time dateTime={new Date(Number(timestamp) * 1000).toISOString()}>
              {slackDate(timestamp, format, state.now, state.me.timeZone)}
            </time>
          ),
          emoji: (emoji, draw) => {
            const sign = emojiSign(emoji.name);
            return sign.startsWith(":") ? draw(emoji) : sign;
          },
        }}
      />
    </div>
  );
}
