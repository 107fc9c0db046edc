import { type Block, Message } from "slack-blocks-to-jsx";
import type { PageMessage } from "#sandbox/page/page-state.ts";
import { slackDate } from "#sandbox/page/client/dates.ts";
import { emojiCharacter } from "#sandbox/page/client/emojis.ts";
import { usePage } from "#sandbox/page/client/page-context.ts";

/** Display-only blocks, with people, channels and dates as this person sees them. */
export function RenderedBlocks({ blocks }: { blocks: PageMessage["blocks"] }) {
  const { state } = usePage();
  return (
    <div className="drawn">
      <Message
        // The sandbox has checked the blocks against Slack's limits, so they match the library's types.
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
          emoji: (emoji, render) => {
            const character = emojiCharacter(emoji.name);
            return character.startsWith(":") ? render(emoji) : character;
          },
        }}
      />
    </div>
  );
}
