import path from "node:path";
import { defineConfig } from "vitest/config";

/** Follows one change through the code: which files and functions of `src` it runs. See `npm run walk`. */
export default defineConfig({
  test: { root: path.resolve(import.meta.dirname, "../.."), include: ["test/walk/*.walk.ts"] },
});
