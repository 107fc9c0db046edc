import { type FORMS, SHORTCUTS } from "#slack/surfaces/ids.ts";
import type { Hands } from "./participation.ts";
import { MEMBERS_OF_OTHER, OTHER, type World } from "./world.ts";

type Scene = { readonly hands: Hands; readonly world: World; readonly who: number; readonly n: number };
type Act = (scene: Scene) => Promise<boolean>;

/** What people write. All of it passes the wording check, as none of it refers to a person. */
const TEXTS = [
  "People skip what they cannot see",
  "We shipped without asking support first",
  "The *dashboard* counts `bots` & <b>tests</b>",
  "Will it hold? The grace period was too short",
  "Nobody reads a list at step two :rocket:",
  "We mark what we may do next, <!channel>",
  "我们太晚了 · мы опоздали · تأخرنا",
  "🦄 50 % of 12 teams; #12 \"hit\" & 'bet' {{name}} %s",
];
/** They are shown in random order: the first word marks them, so that a comparison can treat them as equal. */
const PRE_MORTEM_TEXTS = ["Foreseen: alpha", "Foreseen: beta", "Foreseen: gamma", "Foreseen: delta"];

const textOf = (n: number): string => TEXTS[n % TEXTS.length] ?? "";
const percent = (n: number) => [10, 30, 50, 70, 90][n % 5] ?? 50;
const chain = async (first: Promise<boolean>, then: () => Promise<boolean>) => (await first) && then();

/** Opens a form with a command and submits it. */
const commandForm =
  (text: string, id: keyof typeof FORMS, entries: (n: number) => Record<string, string>): Act =>
  ({ hands, n }) =>
    chain(hands.command(text), () => hands.submit(id, entries(n)));

const confidence: Act = ({ hands, n }) => hands.click(`confidence${percent(n) as 10 | 30 | 50 | 70 | 90}`);
const pulse: Act = ({ hands, n }) => hands.click(`pulse${((n % 5) + 1) as 1 | 2 | 3 | 4 | 5}`, n % 4);

/** A form rejects a mention, or a name that is no ordinary word. Then the text is reworded. */
const colleagueNamed: Act = async ({ hands, world, n }) => {
  const { id = "", name = "" } = world.people[n % (world.people.length - 1)] ?? {};
  const named = /^xq[ab][a-z]{4}$/.test(name) ? `${name} decided it alone` : `<@${id}> decided it alone`;
  return chain(hands.click("addLearning"), () => hands.reword("addLearning", named, textOf(n)));
};

/** Everything a person can do, and the passing of time. None leaves a form open. */
export const ACTS = {
  setUp: ({ hands }) => chain(hands.command("", "/outcomes"), () => hands.submit("setUp")),
  setUpOther: async ({ hands, who }) =>
    who < MEMBERS_OF_OTHER && chain(hands.command("", "/outcomes", OTHER), () => hands.submit("setUp")),
  place: ({ hands, n }) =>
    chain(hands.command("Checklist lifts activation from 32% to 40% by 20 Dec"), () =>
      chain(hands.clickInView("moreOfBet"), () =>
        hands.submit("placeBet", {
          belief: textOf(n),
          chosen: ["we-chose", "asked-and-agreed", "decided-for-us"][n % 3] ?? "",
          guardrail: textOf(n + 3),
        }),
      ),
    ),
  confidence,
  preMortem: ({ hands, n }) =>
    chain(hands.click("preMortem"), () =>
      hands.submit("preMortem", { text: n % 7 === 0 ? "" : (PRE_MORTEM_TEXTS[n % 4] ?? "") }),
    ),
  reading: ({ hands, n }) =>
    chain(hands.click("takeReading"), () =>
      hands.submit("takeReading", { value: `${30 + (n % 12)}`, note: textOf(n) }),
    ),
  typedReading: ({ hands, n }) => hands.command(`reading 1 ${30 + (n % 12)}.5 from the dashboard`),
  amend: commandForm("amend 1", "amendBet", (n) => ({ target: `${41 + (n % 4)}`, reason: textOf(n) })),
  settle: commandForm("settle 1", "settleBet", (n) => ({ value: `${31 + (n % 12)}`, note: textOf(n) })),
  stop: commandForm("stop 1", "settleBet", (n) => ({ reason: textOf(n) })),
  looksRight: ({ hands }) => hands.click("looksRight"),
  dispute: ({ hands, n }) =>
    chain(hands.click("dispute"), () => hands.submit("disputeVerdict", { reason: textOf(n) })),
  theme: ({ hands, n }) => hands.react("What had a part", n),
  cameTrue: ({ hands, n }) => hands.react("Before we knew", n),
  decide: ({ hands, n }) => hands.click(n % 2 === 0 ? "decideAgain" : "decideNotAgain"),
  learning: ({ hands, n }) =>
    chain(hands.click("addLearning"), () => hands.submit("addLearning", { text: textOf(n) })),
  colleagueNamed,
  vote: ({ hands }) => hands.react("We learned", "bulb"),
  nextStep: ({ hands, n }) =>
    chain(hands.click("addNextStep"), () => hands.submit("addNextStep", { text: textOf(n) })),
  async saveAsLearning({ hands, n }) {
    const retro = hands.saying("Retro for bet");
    if (!retro) return false;
    const message = await hands.say(textOf(n), retro.ts);
    return chain(hands.shortcut(SHORTCUTS.saveAsLearning, message), () => hands.submit("addLearning"));
  },
  closeRetro: ({ hands }) => hands.click("closeRetro"),
  reopenRetro: ({ hands }) => hands.click("reopenRetro"),
  pulse,
  home: ({ hands }) => hands.openHome(),
  homeButton: ({ hands, n }) =>
    hands.clickAtHome(
      (
        [
          "showCard",
          "openBets",
          "openGoals",
          "openWeek",
          "openLearnings",
          "openSteps",
          "openPrivacy",
        ] as const
      )[n % 7] ?? "openBets",
      n,
    ),
  search: ({ hands, n }) => hands.command(n % 2 === 0 ? "search checklist" : "list all"),
  card: ({ hands }) => hands.command("1"),
  learnings: ({ hands }) => hands.command("learnings", "/outcomes"),
  objective: ({ hands, n }) =>
    chain(hands.command("goals", "/outcomes"), () =>
      chain(hands.clickInView("addObjective"), () => hands.submit("objective", { title: textOf(n) })),
    ),
  keyResult: ({ hands, n }) =>
    chain(hands.command("goals", "/outcomes"), () =>
      chain(hands.clickInView("addKeyResult"), () =>
        hands.submit("keyResult", { metric: textOf(n), baseline: "50", target: "100", current: "61" }),
      ),
    ),
  value: ({ hands, n }) =>
    chain(hands.command("goals", "/outcomes"), () =>
      chain(hands.clickInView("recordValue"), () => hands.submit("keyResultValue", { current: `${60 + n}` })),
    ),
  step: ({ hands, n }) =>
    chain(hands.command("steps", "/outcomes"), () =>
      hands.clickShown((["stepDone", "dropStep", "undoStep"] as const)[n % 3] ?? "stepDone", n),
    ),
  postWeek: ({ hands }) => chain(hands.command("", "/outcomes"), () => hands.clickShown("postWeek")),
  settings: ({ hands, n }) =>
    chain(hands.command("settings", "/outcomes"), () =>
      hands.submit("settings", { digest_time: n % 2 === 0 ? "15:00" : "16:00" }),
    ),
  week: ({ hands }) => hands.command("", "/outcomes"),
  erase: ({ hands }) =>
    chain(hands.command("settings", "/outcomes"), () =>
      chain(hands.clickInView("eraseTeam"), () => hands.submit("eraseTeam", { team_name: "growth" })),
    ),
  /** Slack refuses every call during this. */
  async fault({ hands, world, n }) {
    world.s.slack.setFaults({ refused: { error: n % 2 === 0 ? "internal_error" : "missing_scope" } });
    await hands.command("goals", "/outcomes");
    await hands.click("takeReading");
    await hands.openHome();
    world.s.slack.setFaults({});
    return true;
  },
  /** A form is submitted while Slack refuses every call. */
  async faultOfAForm({ hands, world, n }) {
    if (!(await hands.click("takeReading"))) return false;
    world.s.slack.setFaults({ refused: { error: "fatal_error" } });
    const sent = await hands.submit("takeReading", { value: "33", note: textOf(n) });
    world.s.slack.setFaults({});
    return sent;
  },
  hour: ({ world }) => world.s.wait({ hours: 1 }).then(() => true),
  twoDays: ({ world }) => world.s.wait({ hours: 49 }).then(() => true),
  week7: ({ world }) => world.s.wait({ days: 7 }).then(() => true),
} satisfies Record<string, Act>;
