import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const architecture = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");

/** Everything in backticks that looks like a path in this repository. */
const paths = [...architecture.matchAll(/`((?:src|tests|migrations|docs)\/[\w./-]*)`/g)].flatMap(
  ([, path]) => path ?? [],
);
const links = [...architecture.matchAll(/\]\(([^)#]+)\)/g)].flatMap(([, path]) => path ?? []);

test("ARCHITECTURE.md names only paths and links that exist", () => {
  expect(paths.length).toBeGreaterThan(30);
  expect([...paths, ...links].filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("ARCHITECTURE.md names every noun that has a folder in more than one layer", () => {
  const layers = ["domain", "usecases", "store", "slack/surfaces"];
  const folders = layers.flatMap((layer) =>
    readdirSync(join(root, "src", layer), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name),
  );
  const byName = Map.groupBy(folders, (name) => name);
  const nouns = [...byName].filter(([, inLayers]) => inLayers.length > 1).map(([name]) => name);
  expect(nouns.length).toBeGreaterThan(15);
  expect(nouns.filter((noun) => !architecture.includes(`\`${noun}\``))).toEqual([]);
});

test("the documentation links only to files that exist", () => {
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
