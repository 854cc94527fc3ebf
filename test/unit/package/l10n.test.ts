import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../../..");

describe("the strings for translators", { timeout: 180_000 }, () => {
  it("are exactly those that the code uses: run `npm run l10n` where this fails", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "l10n-"));
    try {
      const command = path.join(root, "node_modules", ".bin", "vscode-l10n-dev");
      execFileSync(command, ["export", "--outDir", folder, "./src"], { cwd: root, stdio: "ignore" });
      const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
      const exported = read(path.join(folder, "bundle.l10n.json"));
      expect(read(path.join(root, "l10n", "bundle.l10n.json"))).toEqual(exported);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
