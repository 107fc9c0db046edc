import type { Migration } from "kysely/migration";
import { up as core } from "./0001-core.ts";
import { up as sealedConfidence } from "./0002-sealed-confidence.ts";
import { up as deliveriesOnce } from "./0003-deliveries-once.ts";
import { up as preMortem } from "./0004-pre-mortem.ts";
import { up as pulse } from "./0005-pulse.ts";
import { up as thresholdOfAPoll } from "./0006-threshold-of-a-poll.ts";
import { up as requestsOnce } from "./0007-requests-once.ts";
import { up as channelsThatGoAway } from "./0008-channels-that-go-away.ts";
import { up as deliveriesWaiting } from "./0009-deliveries-waiting.ts";
import { up as echoes } from "./0010-echoes.ts";
import { up as nudges } from "./0011-nudges.ts";
import { up as hands } from "./0012-hands.ts";
import { up as citedLearnings } from "./0014-cited-learnings.ts";
import { up as history } from "./0015-history.ts";
import { up as defaultMandate } from "./0017-default-mandate.ts";
import { up as digests } from "./0018-digests.ts";
import { up as oneThread } from "./0020-one-thread.ts";
import { up as shipping } from "./0024-shipping.ts";
import { up as learningsOnTop } from "./0025-learnings-on-top.ts";
import { up as tokens } from "./0026-tokens.ts";
import { up as idempotencyKeys } from "./0028-idempotency-keys.ts";
import { up as sources } from "./0029-sources.ts";

/** Every migration, in order. Forward only; a released one never changes. */
export const migrations: Record<string, Migration> = {
  "0001-core": { up: core },
  "0002-sealed-confidence": { up: sealedConfidence },
  "0003-deliveries-once": { up: deliveriesOnce },
  "0004-pre-mortem": { up: preMortem },
  "0005-pulse": { up: pulse },
  "0006-threshold-of-a-poll": { up: thresholdOfAPoll },
  "0007-requests-once": { up: requestsOnce },
  "0008-channels-that-go-away": { up: channelsThatGoAway },
  "0009-deliveries-waiting": { up: deliveriesWaiting },
  "0010-echoes": { up: echoes },
  "0011-nudges": { up: nudges },
  "0012-hands": { up: hands },
  "0014-cited-learnings": { up: citedLearnings },
  "0015-history": { up: history },
  "0017-default-mandate": { up: defaultMandate },
  "0018-digests": { up: digests },
  "0020-one-thread": { up: oneThread },
  "0024-shipping": { up: shipping },
  "0025-learnings-on-top": { up: learningsOnTop },
  "0026-tokens": { up: tokens },
  "0028-idempotency-keys": { up: idempotencyKeys },
  "0029-sources": { up: sources },
};
