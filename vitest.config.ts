import { defineConfig } from "vitest/config";

export default defineConfig({
  cacheDir: ".vitest",
  test: {
    include: ["tests/**/*.test.ts"],
    // One worker is left idle by default; the tests that drive a process or a browser mostly wait.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
