import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";

const start = join(import.meta.dirname, "../src/start.mjs");

function runStart(node: string, args: readonly string[] = []) {
  // Without settings, so that a supported Node exits at reading them.
  const { status, stdout, stderr } = spawnSync(node, [...args, start], { encoding: "utf8", env: {} });
  return { status, stdout, stderr };
}

const refusal = (version: string) => ({
  status: 1,
  stdout: "",
  stderr: `Ourcome needs Node 26 or newer, and this is Node ${version}. Run npm ci, then npm start: npm brings the right Node and uses it.\n`,
});

test.each(["20.20.2", "25.9.0"])("rejects Node %s with a one-line error", (version) => {
  const pretend = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } })`;
  expect(
    runStart(process.execPath, ["--import", `data:text/javascript,${encodeURIComponent(pretend)}`]),
  ).toEqual(refusal(version));
});

const older = (process.env["PATH"] ?? "")
  .split(delimiter)
  .map((folder) => join(folder, "node"))
  .map((node) => ({
    node,
    version: spawnSync(node, ["-p", "process.versions.node"], { encoding: "utf8" }).stdout,
  }))
  .find(({ version }) => version && Number.parseInt(version, 10) < 26);

// Runs only on a machine with an older Node on the PATH, because npm's pinned Node is new enough.
test.skipIf(!older)("rejects a real older Node with the same error", () => {
  expect(runStart(older!.node)).toEqual(refusal(older!.version.trim()));
});

test("requires the Node version that package.json names", () => {
  const manifest: unknown = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8"));
  expect(manifest).toMatchObject({ engines: { node: ">=26" } });
});
