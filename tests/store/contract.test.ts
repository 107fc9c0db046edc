import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import { type Store, storeIn } from "#store/store.ts";
import { backlogContract } from "./deliveries/backlog.contract.ts";
import { ballotsContract } from "./polls/ballots.contract.ts";
import { betsContract } from "./bets/bets.contract.ts";
import { channelsContract } from "./channels/channels.contract.ts";
import { confidenceContract } from "./confidence/confidence.contract.ts";
import { deliveriesContract } from "./deliveries/deliveries.contract.ts";
import { messageUpdatesContract } from "./deliveries/message-updates.contract.ts";
import { DIALECTS, empty, type Opened } from "./contract/dialects.ts";
import { searchContract } from "./search/search.contract.ts";
import { eraseTeamContract } from "./teams/erase-team.contract.ts";
import { gapContract } from "./deliveries/gap.contract.ts";
import { goalsContract } from "./goals/goals.contract.ts";
import { participationContract } from "./participation/participation.contract.ts";
import { isolationContract } from "./isolation.contract.ts";
import { nextStepsContract } from "./next-steps/next-steps.contract.ts";
import { digestsContract } from "./digests/digests.contract.ts";
import { nudgesContract } from "./nudges/nudges.contract.ts";
import { preMortemsContract } from "./pre-mortems/pre-mortems.contract.ts";
import { pulsesContract } from "./pulses/pulses.contract.ts";
import { readingsContract } from "./readings/readings.contract.ts";
import { idempotencyKeysContract } from "./requests/idempotency-keys.contract.ts";
import { requestsContract } from "./requests/requests.contract.ts";
import { retrosContract } from "./retros/retros.contract.ts";
import { rollupsContract } from "./rollups/rollups.contract.ts";
import { sourceUsesContract } from "./sources/source-uses.contract.ts";
import { teamsContract } from "./teams/teams.contract.ts";
import { tokensContract } from "./tokens/tokens.contract.ts";
import { transactionsContract } from "./database/transactions.contract.ts";

const SECRET = new Uint8Array(32).fill(7);

// The same tests run on every database that the store supports.
for (const { name, open, missing } of DIALECTS)
  describe.skipIf(missing)(name, () => {
    let opened: Opened;
    let store: Store;
    beforeAll(async () => {
      opened = await open();
      store = storeIn(opened.db, SECRET);
    });
    beforeEach(() => empty(opened.db));
    afterAll(() => opened?.close());

    const the = {
      get store() {
        return store;
      },
      get db() {
        return opened.db;
      },
    };
    describe("teams", () => teamsContract(the));
    describe("goals", () => goalsContract(the));
    describe("bets", () => betsContract(the));
    describe("readings and disputes", () => readingsContract(the));
    describe("sources", () => sourceUsesContract(the));
    describe("ballots", () => ballotsContract(the));
    describe("confidence and amendments", () => confidenceContract(the));
    describe("retros and learnings", () => retrosContract(the));
    describe("pre-mortems", () => preMortemsContract(the));
    describe("pulses", () => pulsesContract(the));
    describe("participation", () => participationContract(the));
    describe("next steps", () => nextStepsContract(the));
    describe("digests", () => digestsContract(the));
    describe("nudges", () => nudgesContract(the));
    describe("tokens", () => tokensContract(the));
    describe("roll-ups", () => rollupsContract(the));
    describe("deliveries", () => deliveriesContract(the));
    describe("backlog", () => backlogContract(the));
    describe("message updates", () => messageUpdatesContract(the));
    describe("requests from Slack", () => requestsContract(the));
    describe("requests with an idempotency key", () => idempotencyKeysContract(the));
    describe("search", () => searchContract(the));
    describe("erasing a team", () => eraseTeamContract(the));
    describe("gaps in the record", () => gapContract(the));
    describe("unavailable channels", () => channelsContract(the));
    describe("workspace isolation", () => isolationContract(the));
    describe("transactions", () => transactionsContract(the));
  });
