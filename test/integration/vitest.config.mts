import path from "node:path";
import { defineConfig } from "vitest/config";

// One file after another in one process: they share the machine with a VS Code server and a browser.
export default defineConfig({
  root: path.resolve(import.meta.dirname, "../.."),
  test: {
    include: ["test/integration/**/*.test.ts"],
    globalSetup: ["test/integration/harness/globalSetup.ts"],
    pool: "forks",
    isolate: false,
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    teardownTimeout: 30_000,
  },
});
