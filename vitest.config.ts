import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Tests that drive a process take longest and mostly wait: the others fill the gaps. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const [long, short] = [true, false].map((e2e) =>
      files.filter(({ moduleId }) => moduleId.includes("/tests/e2e/") === e2e),
    );
    return [...(await super.sort(long ?? [])), ...(await super.sort(short ?? []))];
  }
}

const BROWSER_TESTS = "tests/browser/**/*.test.ts";

export default defineConfig({
  cacheDir: ".vitest",
  test: {
    projects: [
      // In a real Chromium, which not every machine has: `npm run test:browser`.
      { extends: true, test: { name: "browser", include: [BROWSER_TESTS] } },
      { extends: true, test: { name: "node", include: ["tests/**/*.test.ts"], exclude: [BROWSER_TESTS] } },
    ],
    globalSetup: "tests/support/server-file.ts",
    // Nothing of ours keeps state between two stages: what a file has loaded serves the next one too.
    isolate: false,
    // One worker is left idle by default; the tests that drive a process mostly wait.
    maxWorkers: 3,
    // Node keeps what it has compiled; the processes that the tests start use it as well.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL(".vitest/compiled", import.meta.url)) },
    sequence: { sequencer: LongestFirst },
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // A busy machine takes more than the second that is usual: no test tells anything by how long it waits.
    expect: { poll: { timeout: 10_000 } },
  },
});
