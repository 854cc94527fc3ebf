import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "test/unit/**/*.test.ts",
      "test/emulator/**/*.test.ts",
      "test/corpus/**/*.test.ts",
      "test/parity/**/*.test.ts",
      "test/faults/**/*.test.ts",
    ],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
