import { type FORMS, SHORTCUTS } from "#slack/surfaces/ids.ts";
import type { Actor } from "./participation.ts";
import { MEMBERS_OF_OTHER, OTHER, type World } from "./world.ts";

type Scene = { readonly actor: Actor; readonly world: World; readonly who: number; readonly n: number };
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
const andThen = async (first: Promise<boolean>, next: () => Promise<boolean>) => (await first) && next();

/** Opens a form with a command and submits it. */
const commandForm =
  (text: string, id: keyof typeof FORMS, entries: (n: number) => Record<string, string>): Act =>
  ({ actor, n }) =>
    andThen(actor.command(text), () => actor.submit(id, entries(n)));

const confidence: Act = ({ actor, n }) => actor.click(`confidence${percent(n) as 10 | 30 | 50 | 70 | 90}`);
const pulse: Act = ({ actor, n }) => actor.click(`pulse${((n % 5) + 1) as 1 | 2 | 3 | 4 | 5}`, n % 4);

/** A form rejects a mention, or a name that is no ordinary word. Then the text is reworded. */
const colleagueNamed: Act = async ({ actor, world, n }) => {
  const { id = "", name = "" } = world.people[n % (world.people.length - 1)] ?? {};
  const named = /^xq[ab][a-z]{4}$/.test(name) ? `${name} decided it alone` : `<@${id}> decided it alone`;
  return andThen(actor.click("addLearning"), () => actor.reword("addLearning", named, textOf(n)));
};

/** Everything a person can do, and the passing of time. None leaves a form open. */
export const ACTS = {
  setUp: ({ actor }) => andThen(actor.command("", "/outcomes"), () => actor.submit("setUp")),
  setUpOther: async ({ actor, who }) =>
    who < MEMBERS_OF_OTHER && andThen(actor.command("", "/outcomes", OTHER), () => actor.submit("setUp")),
  place: ({ actor, n }) =>
    andThen(actor.command("Checklist lifts activation from 32% to 40% by 20 Dec"), () =>
      actor.submit("placeBet", {
        belief: textOf(n),
        chosen: ["we-chose", "asked-and-agreed", "decided-for-us"][n % 3] ?? "",
        alone: "yes",
        guardrail: textOf(n + 3),
      }),
    ),
  confidence,
  preMortem: ({ actor, n }) =>
    andThen(actor.click("preMortem"), () =>
      actor.submit("preMortem", { text: n % 7 === 0 ? "" : (PRE_MORTEM_TEXTS[n % 4] ?? "") }),
    ),
  reading: ({ actor, n }) =>
    andThen(actor.click("takeReading"), () =>
      actor.submit("takeReading", { value: `${30 + (n % 12)}`, note: textOf(n) }),
    ),
  typedReading: ({ actor, n }) => actor.command(`reading 1 ${30 + (n % 12)}.5 from the dashboard`),
  amend: commandForm("amend 1", "amendBet", (n) => ({ target: `${41 + (n % 4)}`, reason: textOf(n) })),
  settle: commandForm("settle 1", "settleBet", (n) => ({ value: `${31 + (n % 12)}`, note: textOf(n) })),
  stop: commandForm("stop 1", "settleBet", (n) => ({ reason: textOf(n) })),
  looksRight: ({ actor }) => actor.click("looksRight"),
  dispute: ({ actor, n }) =>
    andThen(actor.click("dispute"), () => actor.submit("disputeVerdict", { reason: textOf(n) })),
  theme: ({ actor, n }) => actor.react("What had a part", n),
  cameTrue: ({ actor, n }) => actor.react("Before we knew", n),
  decide: ({ actor, n }) => actor.click(n % 2 === 0 ? "decideAgain" : "decideNotAgain"),
  learning: ({ actor, n }) =>
    andThen(actor.click("addLearning"), () => actor.submit("addLearning", { text: textOf(n) })),
  colleagueNamed,
  vote: ({ actor }) => actor.react("We learned", "bulb"),
  nextStep: ({ actor, n }) =>
    andThen(actor.click("addNextStep"), () => actor.submit("addNextStep", { text: textOf(n) })),
  async saveAsLearning({ actor, n }) {
    const retro = actor.findMessage("Retro for bet");
    if (!retro) return false;
    const message = await actor.say(textOf(n), retro.ts);
    return andThen(actor.shortcut(SHORTCUTS.saveAsLearning, message), () => actor.submit("addLearning"));
  },
  closeRetro: ({ actor }) => actor.click("closeRetro"),
  reopenRetro: ({ actor }) => actor.click("reopenRetro"),
  pulse,
  home: ({ actor }) => actor.openHome(),
  homeButton: ({ actor, n }) =>
    actor.clickAtHome(
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
  search: ({ actor, n }) => actor.command(n % 2 === 0 ? "search checklist" : "list all"),
  card: ({ actor }) => actor.command("1"),
  learnings: ({ actor }) => actor.command("learnings", "/outcomes"),
  objective: ({ actor, n }) =>
    andThen(actor.command("goals", "/outcomes"), () =>
      andThen(actor.clickInView("addObjective"), () => actor.submit("objective", { title: textOf(n) })),
    ),
  keyResult: ({ actor, n }) =>
    andThen(actor.command("goals", "/outcomes"), () =>
      andThen(actor.clickInView("addKeyResult"), () =>
        actor.submit("keyResult", { metric: textOf(n), baseline: "50", target: "100", current: "61" }),
      ),
    ),
  value: ({ actor, n }) =>
    andThen(actor.command("goals", "/outcomes"), () =>
      andThen(actor.clickInView("recordValue"), () =>
        actor.submit("keyResultValue", { current: `${60 + n}` }),
      ),
    ),
  step: ({ actor, n }) =>
    andThen(actor.command("steps", "/outcomes"), () =>
      actor.clickShown((["stepDone", "dropStep", "undoStep"] as const)[n % 3] ?? "stepDone", n),
    ),
  postWeek: ({ actor }) => andThen(actor.command("", "/outcomes"), () => actor.clickShown("postWeek")),
  settings: ({ actor, n }) =>
    andThen(actor.command("settings", "/outcomes"), () =>
      actor.submit("settings", { digest_time: n % 2 === 0 ? "15:00" : "16:00" }),
    ),
  week: ({ actor }) => actor.command("", "/outcomes"),
  erase: ({ actor }) =>
    andThen(actor.command("settings", "/outcomes"), () =>
      andThen(actor.clickInView("eraseTeam"), () => actor.submit("eraseTeam", { team_name: "growth" })),
    ),
  /** Slack refuses every call during this. */
  async fault({ actor, world, n }) {
    world.s.slack.setFaults({ refused: { error: n % 2 === 0 ? "internal_error" : "missing_scope" } });
    await actor.command("goals", "/outcomes");
    await actor.click("takeReading");
    await actor.openHome();
    world.s.slack.setFaults({});
    return true;
  },
  /** A form is submitted while Slack refuses every call. */
  async faultOfAForm({ actor, world, n }) {
    if (!(await actor.click("takeReading"))) return false;
    world.s.slack.setFaults({ refused: { error: "fatal_error" } });
    const sent = await actor.submit("takeReading", { value: "33", note: textOf(n) });
    world.s.slack.setFaults({});
    return sent;
  },
  hour: ({ world }) => world.s.wait({ hours: 1 }).then(() => true),
  twoDays: ({ world }) => world.s.wait({ hours: 49 }).then(() => true),
  week7: ({ world }) => world.s.wait({ days: 7 }).then(() => true),
} satisfies Record<string, Act>;
