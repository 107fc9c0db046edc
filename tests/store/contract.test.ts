import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import { type Store, storeIn } from "#store/store.ts";
import { backlogContract } from "./contract/backlog.ts";
import { ballotsContract } from "./contract/ballots.ts";
import { betsContract } from "./contract/bets.ts";
import { channelsContract } from "./contract/channels.ts";
import { confidenceContract } from "./contract/confidence.ts";
import { deliveriesContract } from "./contract/deliveries.ts";
import { redrawingsContract } from "./contract/redrawings.ts";
import { DIALECTS, empty, type Opened } from "./contract/dialects.ts";
import { echoesContract } from "./contract/echoes.ts";
import { erasingContract } from "./contract/erasing.ts";
import { gapContract } from "./contract/gap.ts";
import { goalsContract } from "./contract/goals.ts";
import { handsContract } from "./contract/hands.ts";
import { isolationContract } from "./contract/isolation.ts";
import { nextStepsContract } from "./contract/next-steps.ts";
import { nudgesContract } from "./contract/nudges.ts";
import { preMortemsContract } from "./contract/pre-mortems.ts";
import { pulsesContract } from "./contract/pulses.ts";
import { readingsContract } from "./contract/readings.ts";
import { requestsContract } from "./contract/requests.ts";
import { retrosContract } from "./contract/retros.ts";
import { sumsContract } from "./contract/sums.ts";
import { teamsContract } from "./contract/teams.ts";
import { transactionsContract } from "./contract/transactions.ts";

const SECRET = new Uint8Array(32).fill(7);

// One suite for every database that the store runs on: what holds on one holds on all.
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
    describe("ballots", () => ballotsContract(the));
    describe("confidence and amendments", () => confidenceContract(the));
    describe("retros and learnings", () => retrosContract(the));
    describe("pre-mortems", () => preMortemsContract(the));
    describe("pulses", () => pulsesContract(the));
    describe("hands", () => handsContract(the));
    describe("next steps", () => nextStepsContract(the));
    describe("nudges", () => nudgesContract(the));
    describe("sums over a workspace", () => sumsContract(the));
    describe("deliveries", () => deliveriesContract(the));
    describe("the backlog", () => backlogContract(the));
    describe("a message whose subject changes", () => redrawingsContract(the));
    describe("requests of Slack", () => requestsContract(the));
    describe("echoes", () => echoesContract(the));
    describe("erasing a team", () => erasingContract(the));
    describe("a record that may be old", () => gapContract(the));
    describe("channels that go away", () => channelsContract(the));
    describe("workspaces", () => isolationContract(the));
    describe("transactions", () => transactionsContract(the));
  });
