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

export default defineConfig({
  cacheDir: ".vitest",
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: "tests/support/server-file.ts",
    // No module keeps state between tests, so the files can share loaded modules.
    isolate: false,
    // More than the default, because the tests that drive a process or a browser mostly wait.
    maxWorkers: 3,
    // Node's compile cache, which the processes that the tests start use too.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL(".vitest/compiled", import.meta.url)) },
    sequence: { sequencer: LongestFirst },
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // The default of one second is too short on a busy machine, and no test depends on how long it waits.
    expect: { poll: { timeout: 10_000 } },
  },
});
