import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Starts the end-to-end tests first: they take longest and mostly wait, so the other tests fill the gaps. */
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
      // The sandbox, its page and the report, in a real Chromium, which not every machine has: `npm run test:browser`.
      { extends: true, test: { name: "browser", include: [BROWSER_TESTS] } },
      { extends: true, test: { name: "node", include: ["tests/**/*.test.ts"], exclude: [BROWSER_TESTS] } },
    ],
    globalSetup: "tests/support/server-file.ts",
    // No module keeps state between tests, so the files can share loaded modules.
    isolate: false,
    // More than the default, because the tests that drive a process mostly wait.
    maxWorkers: 3,
    // Node's compile cache, which the processes that the tests start use too.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL(".vitest/compiled", import.meta.url)) },
    sequence: { sequencer: LongestFirst },
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // The default of one second is too short on a busy machine, and no test depends on how long it waits.
    expect: { poll: { timeout: 60_000 } },
  },
});
