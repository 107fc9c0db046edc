import { spawnSync } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

const root = join(import.meta.dirname, "..");

const imports = (name: string) => `import { x } from "${name}";\nexport const y = [x];\n`;
const importsType = (name: string) => `import type { X } from "${name}";\nexport type Y = X;\n`;

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => `export const x${index} = ${index};\n`).join("");

/** The layer, a name that says what stands there, the code, and the rule that must fire: none, where it is allowed. */
type Planted = readonly [layer: string, name: string, code: string, rule?: string];

const IMPORTS = "eslint(no-restricted-imports)";
const GLOBALS = "eslint(no-restricted-globals)";
const PROPERTIES = "eslint(no-restricted-properties)";

/** What each layer may import, and what it may not: one of each kind. */
const layers: Readonly<Record<string, { readonly may: readonly string[]; readonly not: readonly string[] }>> =
  {
    "src/domain": {
      may: ["#domain/bet.ts", "./bet.ts"],
      not: [
        "zod",
        "kysely",
        "node:fs",
        "node:crypto",
        "#store/bets.ts",
        "#usecases/settle-bet.ts",
        "#slack/ids.ts",
      ],
    },
    "src/usecases": {
      may: ["#domain/bet.ts", "#usecases/place-bet.ts", "./place-bet.ts"],
      not: [
        "zod",
        "kysely",
        "node:fs",
        "#store/bets.ts",
        "#slack/ids.ts",
        "#jobs/scheduler.ts",
        "#src/config.ts",
      ],
    },
    "src/store": {
      may: [
        "#domain/bet.ts",
        "#store/bets.ts",
        "#migrations/index.ts",
        "kysely",
        "better-sqlite3",
        "pg",
        "./bets.ts",
      ],
      not: [
        "zod",
        "@slack/bolt",
        "#slack/ids.ts",
        "#usecases/settle-bet.ts",
        "#src/config.ts",
        "#sandbox/clock.ts",
      ],
    },
    migrations: {
      may: ["kysely", "./0001-first.ts"],
      not: ["zod", "#store/schema.ts", "#domain/bet.ts", "node:fs"],
    },
    "src/slack/platform": {
      may: [
        "#domain/bets/bet.ts",
        "#usecases/teams/find-team.ts",
        "#slack/platform/metrics.ts",
        "zod",
        "@slack/bolt",
        "lru-cache",
        "./metrics.ts",
      ],
      not: [
        "#slack/kit/blocks.ts",
        "#slack/surfaces/ids.ts",
        "kysely",
        "node:fs",
        "#store/store.ts",
        "#http/server.ts",
        "#src/config.ts",
      ],
    },
    "src/slack/kit": {
      may: ["#domain/bets/bet.ts", "#slack/kit/blocks.ts", "zod", "@slack/types", "./blocks.ts"],
      not: [
        "#slack/platform/metrics.ts",
        "#slack/surfaces/ids.ts",
        "#usecases/teams/find-team.ts",
        "@slack/web-api",
        "kysely",
        "#store/store.ts",
      ],
    },
    "src/slack/surfaces": {
      may: [
        "#domain/bets/bet.ts",
        "#usecases/verdicts/settle-bet.ts",
        "#slack/kit/blocks.ts",
        "#slack/platform/metrics.ts",
        "#slack/surfaces/ids.ts",
        "zod",
        "@slack/bolt",
        "chrono-node",
        "./ids.ts",
      ],
      not: [
        "kysely",
        "pg",
        "node:fs",
        "#store/store.ts",
        "#http/server.ts",
        "#jobs/scheduler.ts",
        "#src/config.ts",
      ],
    },
    "src/http": {
      may: [
        "#domain/bet.ts",
        "#usecases/take-reading.ts",
        "#http/health.ts",
        "zod",
        "node:http",
        "prom-client",
        "./health.ts",
      ],
      not: ["kysely", "@slack/bolt", "node:fs", "#store/bets.ts", "#slack/ids.ts", "#src/config.ts"],
    },
    "src/cli": {
      may: [
        "#usecases/settle-bet.ts",
        "#cli/manifest.ts",
        "#reports/html.ts",
        "#store/store.ts",
        "#src/config.ts",
        "zod",
        "yaml",
        "node:util",
      ],
      not: ["kysely", "@slack/web-api", "#store/bets.ts", "#slack/ids.ts", "#sandbox/clock.ts"],
    },
    "src/reports": {
      may: ["#domain/bet.ts", "#slack/kit/dates.ts", "#slack/surfaces/bets/bet-words.ts", "hastscript"],
      not: [
        "#usecases/read-report.ts",
        "#slack/surfaces/bets/bet-card.ts",
        "#store/store.ts",
        "zod",
        "node:fs",
      ],
    },
    "src/jobs": {
      may: ["#usecases/settle-bet.ts", "#jobs/scheduler.ts", "node-cron", "./scheduler.ts"],
      not: ["zod", "kysely", "#domain/bet.ts", "#store/bets.ts", "#slack/ids.ts"],
    },
    "src/sandbox": {
      may: [
        "#src/app.ts",
        "#store/bets.ts",
        "#slack/ids.ts",
        "#domain/bet.ts",
        "emulate",
        "node:http",
        "./clock.ts",
      ],
      not: ["#src/main.ts"],
    },
    "src/sandbox/page/client": {
      may: [
        "react",
        "react-dom/client",
        "slack-blocks-to-jsx",
        "zod",
        "#sandbox/page/page-state.ts",
        "./app.tsx",
      ],
      not: ["node:fs", "esbuild", "#sandbox/page/server.ts", "#domain/bet.ts", "#src/main.ts"],
    },
    src: {
      may: [
        "#domain/bet.ts",
        "#store/bets.ts",
        "#slack/ids.ts",
        "#jobs/scheduler.ts",
        "zod",
        "pino",
        "./config.ts",
      ],
      not: ["#sandbox/main.ts"],
    },
  };

const importRules = Object.entries(layers).flatMap(([layer, { may, not }]): Planted[] =>
  may
    .map((name): Planted => [layer, `may import ${name}`, imports(name)])
    .concat(not.map((name) => [layer, `must not import ${name}`, imports(name), IMPORTS])),
);

const otherRules: readonly Planted[] = [
  ["src/domain", "a type is an import too", importsType("#store/bets.ts"), IMPORTS],
  ["src/domain", "so is passing on", 'export { x } from "zod";\n', IMPORTS],
  ["src/domain", "so is a late import", 'export const y = async () => import("zod");\n', IMPORTS],
  ["src/domain", "Date", "export const now = () => new Date();\n", GLOBALS],
  ["src/domain", "Date by a detour", "export const now = () => new globalThis.Date();\n", GLOBALS],
  ["src/domain", "the running clock", "export const now = () => performance.now();\n", GLOBALS],
  ["src/domain", "crypto", "export const id = () => crypto.randomUUID();\n", GLOBALS],
  ["src/domain", "process", "export const node = () => process.version;\n", GLOBALS],
  ["src/domain", "Math.random", "export const dice = () => Math.random();\n", PROPERTIES],
  ["src/domain", "Temporal.Now", "export const now = () => Temporal.Now.instant();\n", PROPERTIES],
  [
    "src/domain",
    "Temporal otherwise",
    "export const day = (text: string) => Temporal.PlainDate.from(text);\n",
  ],
  ["src/usecases", "may import types of the store", importsType("#store/bets.ts")],
  ["src/usecases", "other types not", importsType("kysely"), IMPORTS],
  ["src/slack/surfaces", "types of the store not", importsType("#store/bets.ts"), IMPORTS],
  ["src", "the environment", 'export const home = process.env["HOME"];\n', "node(no-process-env)"],
  ["src/app", "a way out by ../", imports("../config.ts"), "import(no-relative-parent-imports)"],
  ["src/app", "a way out by ./../", imports("./../config.ts"), "import(no-relative-parent-imports)"],
  ["src/app", "default export", "const x = 1;\nexport default x;\n", "import(no-default-export)"],
  ["src/app", "console", 'console.log("hello");\n', "eslint(no-console)"],
  ["src/cli", "console is the cli's voice", 'console.log("hello");\n'],
  ["src/sandbox", "console is the sandbox's voice", 'console.log("hello");\n'],
  ["src/app", "any", "export const x = (value: any) => String(value);\n", "typescript(no-explicit-any)"],
  ["src/app", "300 lines", lines(300)],
  ["src/app", "301 lines", lines(301), "eslint(max-lines)"],
  [
    "src/app",
    "a promise that nobody awaits",
    "const post = async () => {};\nexport const go = () => {\n  post();\n};\n",
    "typescript(no-floating-promises)",
  ],
  [
    "src/app",
    "a promise where none is expected",
    "export const go = (names: string[]) => {\n  names.forEach(async () => {});\n};\n",
    "typescript(no-misused-promises)",
  ],
  [
    "src/app",
    "a kind that a switch forgets",
    'export function say(kind: "hit" | "missed"): string {\n  switch (kind) {\n    case "hit":\n      return "hit";\n  }\n  return "";\n}\n',
    "typescript(switch-exhaustiveness-check)",
  ],
];

const planted = [...importRules, ...otherRules].map(([layer, name, code, rule], index) => ({
  layer,
  name,
  code,
  file: `${layer}/planted-${index}.ts`,
  rules: rule ? [rule] : [],
}));

const report = z.object({
  diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })),
});

/** Rules that fire, by file. One run over all, because starting the type-aware linter is what takes time. */
function lint(files: readonly { readonly file: string; readonly code: string }[]): Map<string, Set<string>> {
  const folder = mkdtempSync(join(tmpdir(), "ourcome-layers-"));
  try {
    const tsconfig = {
      compilerOptions: { strict: true, module: "nodenext", types: [] },
      include: ["**/*.ts"],
    };
    for (const { file, code } of [...files, { file: "tsconfig.json", code: JSON.stringify(tsconfig) }]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), code);
    }
    const bin = join(root, "node_modules/.bin");
    const { stdout } = spawnSync(
      join(bin, "oxlint"),
      ["--config", join(root, ".oxlintrc.json"), "--type-aware", "--format", "json", "."],
      { cwd: folder, encoding: "utf8", env: { PATH: bin }, maxBuffer: 64 * 1024 * 1024 },
    );
    const found = new Map<string, Set<string>>();
    for (const { filename, code } of report.parse(JSON.parse(stdout)).diagnostics) {
      found.set(filename, (found.get(filename) ?? new Set()).add(code));
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const cycle = [
  { file: "src/app/cycle-a.ts", code: 'import { b } from "./cycle-b.ts";\nexport const a = () => b();\n' },
  { file: "src/app/cycle-b.ts", code: 'import { a } from "./cycle-a.ts";\nexport const b = () => a();\n' },
  { file: "src/app/types-a.ts", code: 'import type { B } from "./types-b.ts";\nexport type A = { b: B };\n' },
  { file: "src/app/types-b.ts", code: 'import type { A } from "./types-a.ts";\nexport type B = { a: A };\n' },
];

const found = lint([...planted, ...cycle]);

test.each(planted)("$layer: $name", ({ file, rules }) => {
  expect([...(found.get(file) ?? [])]).toEqual(rules);
});

test("no folder under src has more than fifteen loose files", () => {
  const files = globSync("src/**/*.{ts,tsx,mjs}", { cwd: root });
  const counts = Map.groupBy(files, (file) => dirname(file));
  const crowded = [...counts].filter(([, loose]) => loose.length > 15).map(([folder]) => folder);
  expect(crowded).toEqual([]);
});

test.each(cycle)("a cycle is found at $file", ({ file }) => {
  expect([...(found.get(file) ?? [])]).toEqual(["import(no-cycle)"]);
});
