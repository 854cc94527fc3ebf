import type { IdentityPatch } from "../../src/identity/identityPatch";
import { patchCases } from "../emulator/test/patchCases";
import { hasSharedData, readSharedJson } from "./sharedData";

/** One change: the identity before, the PATCH's identity, the answer at once, and the identity afterwards. */
export interface GoldenCase {
  readonly kind: "virtualMachines" | "virtualMachineScaleSets";
  readonly apiVersion: string;
  readonly before: unknown;
  readonly patchIdentity: IdentityPatch;
  readonly immediate: unknown;
  readonly after: unknown;
}

/** The project's own changes, and all recorded ones where the recordings are at hand. */
export function goldenCases(): readonly GoldenCase[] {
  const recorded = hasSharedData ? readSharedJson("azure-recordings/golden-identity-patch-cases.json") : [];
  return [...(patchCases as readonly GoldenCase[]), ...(recorded as GoldenCase[])];
}
