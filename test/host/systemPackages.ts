import { existsSync } from "node:fs";
import path from "node:path";
import { HostError } from "./hostError";
import { chromiumPath } from "./paths";
import { runCommand } from "./runCommand";

/** A Debian package that the host needs, and how to tell that what it brings is there. */
export interface SystemPackage {
  readonly name: string;
  readonly isThere: () => boolean;
}

function isOnPath(program: string): boolean {
  return (process.env["PATH"] ?? "").split(path.delimiter).some((folder) => existsSync(path.join(folder, program)));
}

/** What building the server's native modules needs. */
export const buildPackages: readonly SystemPackage[] = [
  { name: "python3", isThere: () => isOnPath("python3") },
  { name: "make", isThere: () => isOnPath("make") },
  { name: "g++", isThere: () => isOnPath("g++") },
  { name: "libkrb5-dev", isThere: () => process.platform !== "linux" || existsSync("/usr/include/gssapi/gssapi.h") },
];

/** What driving the workbench needs. */
export const browserPackages: readonly SystemPackage[] = [
  { name: "chromium", isThere: () => existsSync(chromiumPath) },
];

/** Installs what is missing where that is possible (root on Debian); otherwise fails with the command to run. */
export async function ensureSystemPackages(
  packages: readonly SystemPackage[],
  report: (line: string) => void,
): Promise<void> {
  const missing = packages.filter((candidate) => !candidate.isThere()).map(({ name }) => name);
  if (missing.length === 0) {
    return;
  }
  if (process.getuid?.() !== 0 || !isOnPath("apt-get")) {
    throw new HostError(
      "systemPackageMissing",
      `These system packages are missing: ${missing.join(", ")}. On Debian or Ubuntu run:\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing.join(" ")}`,
    );
  }
  report(`Installing system packages: ${missing.join(", ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await runCommand("apt-get", ["update"], { env, output: "keep" });
  await runCommand("apt-get", ["install", "-y", "--no-install-recommends", ...missing], { env, output: "keep" });
  const still = packages.filter((candidate) => !candidate.isThere()).map(({ name }) => name);
  if (still.length > 0) {
    throw new HostError("systemPackageMissing", `Still missing after apt-get install: ${still.join(", ")}.`);
  }
}
