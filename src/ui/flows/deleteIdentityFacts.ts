import type { App } from "../app";
import { userAssignedPrincipal } from "./accessTargets";
import type { IdentityTarget } from "./identityTargets";
import { type Impact, readImpact } from "./impact";

/** Everything that goes, or is left dangling, when an identity is deleted. */
export type DeletionFacts = Pick<Impact, "uses" | "coverage" | "access" | "federated">;

/** Gathers what depends on an identity. What cannot be read is among the facts. @throws AzureError `cancelled` */
export async function deletionFacts(app: App, target: IdentityTarget, signal: AbortSignal): Promise<DeletionFacts> {
  await app.inventory.load();
  const { subscription, identity } = target;
  const principal = userAssignedPrincipal(app, identity.id);
  if (principal) {
    return await readImpact(app, principal, signal);
  }
  // Without a principal nothing can have been granted to it.
  return {
    uses: app.usage.usesOf(identity.id).map((use) => ({ ...use, isDefault: false })),
    coverage: app.usage.current.coverage,
    access: { assignments: [], failures: [] },
    federated: await app.federatedCredentials.load(subscription, identity.id),
  };
}
