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

/** A file to lint: its layer, what it shows, its code, and the rule that must fire, if any. */
type Example = readonly [layer: string, name: string, code: string, rule?: string];

const IMPORTS = "eslint(no-restricted-imports)";
const GLOBALS = "eslint(no-restricted-globals)";
const PROPERTIES = "eslint(no-restricted-properties)";

/** What each layer may and may not import: one example of each kind. */
const layers: Readonly<
  Record<string, { readonly may: readonly string[]; readonly mayNot: readonly string[] }>
> = {
  "src/domain": {
    may: ["#domain/bet.ts", "./bet.ts"],
    mayNot: [
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
    mayNot: [
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
    mayNot: [
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
    mayNot: ["zod", "#store/schema.ts", "#domain/bet.ts", "node:fs"],
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
    mayNot: [
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
    mayNot: [
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
      "leven",
      "./ids.ts",
    ],
    mayNot: [
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
    mayNot: ["kysely", "@slack/bolt", "node:fs", "#store/bets.ts", "#slack/ids.ts", "#src/config.ts"],
  },
  "src/api": {
    may: ["#slack/kit/text.ts", "hono/factory"],
    mayNot: ["kysely", "#store/bets.ts", "#http/server.ts"],
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
    mayNot: ["kysely", "@slack/web-api", "#store/bets.ts", "#slack/ids.ts", "#sandbox/clock.ts"],
  },
  "src/reports": {
    may: ["#domain/bet.ts", "#slack/kit/dates.ts", "#slack/surfaces/bets/bet-words.ts", "hastscript"],
    mayNot: ["#usecases/settle-bet.ts", "#slack/surfaces/bets/bet-card.ts", "#store/store.ts", "zod"],
  },
  "src/jobs": {
    may: ["#usecases/settle-bet.ts", "#jobs/scheduler.ts", "node-cron", "./scheduler.ts"],
    mayNot: ["zod", "kysely", "#domain/bet.ts", "#store/bets.ts", "#slack/ids.ts"],
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
    mayNot: ["#src/main.ts"],
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
    mayNot: ["node:fs", "esbuild", "#sandbox/page/server.ts", "#domain/bet.ts", "#src/main.ts"],
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
    mayNot: ["#sandbox/main.ts"],
  },
};

const importRules = Object.entries(layers).flatMap(([layer, { may, mayNot }]): Example[] =>
  may
    .map((name): Example => [layer, `allows importing ${name}`, imports(name)])
    .concat(mayNot.map((name) => [layer, `forbids importing ${name}`, imports(name), IMPORTS])),
);

const otherRules: readonly Example[] = [
  ["src/domain", "forbids importing types too", importsType("#store/bets.ts"), IMPORTS],
  ["src/domain", "forbids re-exports too", 'export { x } from "zod";\n', IMPORTS],
  ["src/domain", "forbids dynamic imports too", 'export const y = async () => import("zod");\n', IMPORTS],
  ["src/domain", "forbids Date", "export const now = () => new Date();\n", GLOBALS],
  ["src/domain", "forbids globalThis.Date", "export const now = () => new globalThis.Date();\n", GLOBALS],
  ["src/domain", "forbids performance.now", "export const now = () => performance.now();\n", GLOBALS],
  ["src/domain", "forbids crypto", "export const id = () => crypto.randomUUID();\n", GLOBALS],
  ["src/domain", "forbids process", "export const node = () => process.version;\n", GLOBALS],
  ["src/domain", "forbids Math.random", "export const dice = () => Math.random();\n", PROPERTIES],
  ["src/domain", "forbids Temporal.Now", "export const now = () => Temporal.Now.instant();\n", PROPERTIES],
  [
    "src/domain",
    "allows the rest of Temporal",
    "export const day = (text: string) => Temporal.PlainDate.from(text);\n",
  ],
  ["src/usecases", "allows importing the store's types", importsType("#store/bets.ts")],
  ["src/usecases", "forbids importing other types", importsType("kysely"), IMPORTS],
  ["src/slack/surfaces", "forbids importing the store's types", importsType("#store/bets.ts"), IMPORTS],
  ["src", "forbids process.env", 'export const home = process.env["HOME"];\n', "node(no-process-env)"],
  ["src/app", "forbids ../ imports", imports("../config.ts"), "import(no-relative-parent-imports)"],
  ["src/app", "forbids ./../ imports", imports("./../config.ts"), "import(no-relative-parent-imports)"],
  ["src/app", "forbids default exports", "const x = 1;\nexport default x;\n", "import(no-default-export)"],
  ["src/app", "forbids console", 'console.log("hello");\n', "eslint(no-console)"],
  ["src/cli", "allows console", 'console.log("hello");\n'],
  ["src/sandbox", "allows console", 'console.log("hello");\n'],
  ["src/app", "forbids any", "export const x = (v: any) => String(v);\n", "typescript(no-explicit-any)"],
  ["src/app", "allows 300 lines", lines(300)],
  ["src/app", "forbids 301 lines", lines(301), "eslint(max-lines)"],
  [
    "src/app",
    "forbids promises that nobody awaits",
    "const post = async () => {};\nexport const go = () => {\n  post();\n};\n",
    "typescript(no-floating-promises)",
  ],
  [
    "src/app",
    "forbids promises where none is expected",
    "export const go = (names: string[]) => {\n  names.forEach(async () => {});\n};\n",
    "typescript(no-misused-promises)",
  ],
  [
    "src/app",
    "forbids a switch that misses a kind",
    'export function say(kind: "hit" | "missed"): string {\n  switch (kind) {\n    case "hit":\n      return "hit";\n  }\n  return "";\n}\n',
    "typescript(switch-exhaustiveness-check)",
  ],
];

const examples = [...importRules, ...otherRules].map(([layer, name, code, rule], index) => ({
  layer,
  name,
  code,
  file: `${layer}/planted-${index}.ts`,
  rules: rule ? [rule] : [],
}));

const report = z.object({
  diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })),
});

/** The rules that fire, by file. Lints all files in one run, because starting the type-aware linter takes long. */
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

const fired = lint([...examples, ...cycle]);

test.each(examples)("$layer: $name", ({ file, rules }) => {
  expect([...(fired.get(file) ?? [])]).toEqual(rules);
});

test("allows at most fifteen files directly in a folder under src", () => {
  const files = globSync("src/**/*.{ts,tsx,mjs}", { cwd: root });
  const counts = Map.groupBy(files, (file) => dirname(file));
  const crowded = [...counts].filter(([, inFolder]) => inFolder.length > 15).map(([folder]) => folder);
  expect(crowded).toEqual([]);
});

test.each(cycle)("forbids the import cycle at $file", ({ file }) => {
  expect([...(fired.get(file) ?? [])]).toEqual(["import(no-cycle)"]);
});
