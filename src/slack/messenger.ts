import { WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from "@slack/web-api";
import type { Delivery } from "#domain/delivery.ts";
import type { Deps } from "#usecases/deps.ts";
import type { Message } from "./blocks.ts";
import type { Log } from "./deps.ts";

/** How a delivery is drawn: its message, the emojis to put under it, and what to post where a chart is refused. */
export type Drawing = {
  readonly message: Message;
  readonly emojis?: readonly string[];
  /** Of a message in a thread: Slack shows it in the channel as well. */
  readonly alsoInChannel?: boolean;
  readonly withoutChart?: Message;
};

/** Draws one kind of delivery. */
export type DrawKind = (deps: Deps, delivery: Delivery) => Promise<Drawing | undefined>;

/** Draws a delivery from the state of its subject as it is now; nothing when the subject is gone. */
export type Draw = (delivery: Delivery) => Promise<Drawing | undefined>;

export type Messenger = {
  /** Posts all that is owed by now, and redraws what has changed. Answers when there is nothing left to do. */
  readonly deliver: () => Promise<void>;
};

/** Longer than Slack takes to answer, or to give up. */
const LEASE = Temporal.Duration.from({ minutes: 2 });

/** What a posted delivery is found by again, should nobody know whether Slack took it. An opaque key: others may read it. */
const METADATA_TYPE = "ourcome_delivery";

/** Nothing that people write makes Slack add links, previews or mentions. */
const AS_TYPED = { parse: "none", link_names: false, unfurl_links: false, unfurl_media: false } as const;

export function messengerTo(
  client: WebClient,
  { store, now, log }: Deps & { log: Log },
  draw: Draw,
): Messenger {
  let running: Promise<void> | undefined;
  let again = false;

  async function drain(): Promise<void> {
    do {
      again = false;
      for (const delivery of await store.deliveries.owed(now()))
        await (delivery.state.kind === "sent" ? redraw(delivery, delivery.state) : post(delivery));
    } while (again);
  }

  async function post(delivery: Delivery): Promise<void> {
    const { workspace, key } = delivery;
    const parent = delivery.threadOf && (await store.deliveries.find(workspace, delivery.threadOf));
    // What belongs in a thread waits for the message that the thread is under.
    const thread = parent && parent.state.kind === "sent" ? parent.state : undefined;
    if (parent && !thread) return;
    const team = await store.teams.find(workspace, delivery.team);
    if (!team || !(await store.deliveries.claim(workspace, key, now().add(LEASE)))) return;

    const drawing = await draw(delivery);
    if (!drawing) return store.deliveries.refused(workspace, key, "subject-gone");
    const metadata = { event_type: METADATA_TYPE, event_payload: { key } };
    const channel = thread?.channel ?? team.channel;
    const send = ({ text, blocks }: Message) => {
      const said = { ...AS_TYPED, channel, text, blocks, metadata };
      const reply = thread && { thread_ts: thread.ts, reply_broadcast: drawing.alsoInChannel ?? false };
      return client.chat.postMessage(reply ? { ...said, ...reply } : said);
    };
    try {
      const posted = await sendWithOrWithoutChart(drawing, send);
      await store.deliveries.sent(workspace, key, posted.channel ?? channel, posted.ts ?? "");
      await seed(channel, posted.ts ?? "", drawing.emojis ?? []);
    } catch (fault) {
      await recordFault(delivery, fault);
    }
  }

  async function redraw(delivery: Delivery, { channel, ts }: { channel: string; ts: string }): Promise<void> {
    const { workspace, key } = delivery;
    if (!(await store.deliveries.claimRedraw(workspace, key))) return;
    const drawing = await draw(delivery);
    if (!drawing) return;
    const send = ({ text, blocks }: Message) =>
      client.chat.update({ ...AS_TYPED, channel, ts, text, blocks });
    try {
      await sendWithOrWithoutChart(drawing, send);
    } catch (fault) {
      log.warn({ kind: delivery.kind, fault: faultName(fault) }, "a message could not be redrawn");
    }
  }

  /** The bot's own emojis make a vote one tap; where it may not add them, people pick them by themselves. */
  async function seed(channel: string, timestamp: string, emojis: readonly string[]): Promise<void> {
    for (const name of emojis)
      try {
        await client.reactions.add({ channel, timestamp, name });
      } catch (fault) {
        log.info({ fault: faultName(fault) }, "emojis could not be added to a message");
        return;
      }
  }

  async function recordFault({ workspace, key, kind }: Delivery, fault: unknown): Promise<void> {
    log.warn({ kind, fault: faultName(fault) }, "a delivery failed");
    if (fault instanceof WebAPIRateLimitedError)
      return store.deliveries.postpone(workspace, key, now().add({ seconds: fault.retryAfter }));
    if (fault instanceof WebAPIPlatformError)
      return store.deliveries.refused(workspace, key, fault.data.error);
    return store.deliveries.unknown(workspace, key);
  }

  return {
    async deliver() {
      again = true;
      running ??= drain().finally(() => {
        running = undefined;
      });
      await running;
    },
  };
}

async function sendWithOrWithoutChart<Answer>(
  { message, withoutChart }: Drawing,
  send: (message: Message) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await send(message);
  } catch (fault) {
    const refused = fault instanceof WebAPIPlatformError && fault.data.error === "invalid_blocks";
    if (!refused || !withoutChart) throw fault;
    return send(withoutChart);
  }
}

const faultName = (fault: unknown): string => {
  if (fault instanceof WebAPIPlatformError) return fault.data.error;
  return fault instanceof Error ? fault.name : "unknown";
};
