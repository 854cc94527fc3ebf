import path from "node:path";
import { defineConfig } from "vitest/config";

// Two windows side by side, each with a VS Code server and a browser of its own: a window mostly waits.
export default defineConfig({
  root: path.resolve(import.meta.dirname, "../.."),
  test: {
    include: ["test/integration/**/*.test.ts"],
    globalSetup: ["test/integration/harness/globalSetup.ts"],
    pool: "forks",
    isolate: false,
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    teardownTimeout: 30_000,
  },
});
