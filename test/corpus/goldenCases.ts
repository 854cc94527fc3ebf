import type { IdentityPatch } from "../../src/identity/identityPatch";
import { readSharedJson } from "./sharedData";

/** One recorded change: the identity before, the PATCH's identity, the answer at once, and the identity afterwards. */
export interface GoldenCase {
  readonly kind: "virtualMachines" | "virtualMachineScaleSets";
  readonly apiVersion: string;
  readonly before: unknown;
  readonly patchIdentity: IdentityPatch;
  readonly immediate: unknown;
  readonly after: unknown;
}

/** All recorded changes, as they stand in the recordings. */
export function goldenCases(): readonly GoldenCase[] {
  return readSharedJson("azure-recordings/golden-identity-patch-cases.json") as GoldenCase[];
}
