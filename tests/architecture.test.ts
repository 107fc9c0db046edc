import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const map = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");

/** What stands in backticks and looks like a path of this repository. */
const paths = [...map.matchAll(/`((?:src|tests|migrations|docs)\/[\w./-]*)`/g)].flatMap(
  ([, path]) => path ?? [],
);
const links = [...map.matchAll(/\]\(([^)#]+)\)/g)].flatMap(([, path]) => path ?? []);

test("every path and link on the map exists", () => {
  expect(paths.length).toBeGreaterThan(30);
  expect([...paths, ...links].filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("the map names every noun that has a room", () => {
  const layers = ["domain", "usecases", "store", "slack/surfaces"];
  const rooms = layers.flatMap((layer) =>
    readdirSync(join(root, "src", layer), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name),
  );
  const shared = Map.groupBy(rooms, (name) => name);
  const nouns = [...shared].filter(([, layered]) => layered.length > 1).map(([name]) => name);
  expect(nouns.length).toBeGreaterThan(15);
  expect(nouns.filter((noun) => !map.includes(`\`${noun}\``))).toEqual([]);
});

test("the documentation links to files that exist", () => {
  const pages = globSync(["*.md", "docs/**/*.md"], { cwd: root });
  const broken = pages.flatMap((page) => {
    const folder = join(root, page, "..");
    const linked = [...readFileSync(join(root, page), "utf8").matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)];
    return linked
      .filter(([, path]) => !existsSync(join(folder, path ?? "")))
      .map(([, path]) => `${page}: ${path}`);
  });
  expect(broken).toEqual([]);
});
