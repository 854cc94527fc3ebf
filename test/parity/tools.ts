import { spawnSync } from "node:child_process";

/**
 * Whether a program is installed. Where it is not, the tests that run it say so and are left out.
 */
export function isInstalled(program: string, leftOut: string): boolean {
  // Only looked up: `az --version` would ask the network for updates.
  const found = spawnSync("sh", ["-c", 'command -v "$0"', program], { stdio: "ignore" }).status === 0;
  if (!found) {
    console.warn(`LEFT OUT: ${program} is not installed, so ${leftOut}.`);
  }
  return found;
}
