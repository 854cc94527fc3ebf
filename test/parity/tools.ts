import { spawnSync } from "node:child_process";

/**
 * Whether a program is installed. Where it is not, the tests that run it say so and are left out.
 */
export function isInstalled(program: string, leftOut: string): boolean {
  const found = spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined;
  if (!found) {
    console.warn(`LEFT OUT: ${program} is not installed, so ${leftOut}.`);
  }
  return found;
}
