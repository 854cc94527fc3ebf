import type { Subscription } from "../../azure/accounts";
import type { ComputeResource } from "../../azure/computeResource";
import type { FederatedListing } from "../../azure/federatedCredentials";
import {
  distinctSubscriptions,
  listOverSubscriptions,
  type RoleAssignmentListing,
} from "../../azure/roleAssignmentsOfTenant";
import type { UsageCoverage } from "../../azure/usageMap";
import { defaultIdentity } from "../../identity/defaultIdentity";
import { sameResourceId } from "../../identity/resourceId";
import type { App } from "../app";
import type { PrincipalTarget } from "./accessTargets";

/** A resource that carries the identity. `isDefault`: token requests there that name no identity get this one. */
export interface ImpactUse {
  readonly subscription: Subscription;
  readonly resource: ComputeResource;
  readonly isDefault: boolean;
}

/** What depends on an identity. */
export interface Impact {
  readonly target: PrincipalTarget;
  readonly access: RoleAssignmentListing;
  readonly uses: readonly ImpactUse[];
  readonly coverage: UsageCoverage;
  /** Only user-assigned identities can have federated credentials. */
  readonly federated: FederatedListing | undefined;
}

/** The subscriptions in which an identity can have been given access, as far as they are visible: those of its directory. */
export function subscriptionsOf(
  app: App,
  { subscription }: Pick<PrincipalTarget, "subscription">,
): readonly Subscription[] {
  const visible = app.inventory.subscriptions.map((each) => each.subscription);
  return distinctSubscriptions(visible, subscription.tenant.tenantId);
}

/** The role assignments of an identity: one filtered request a subscription. @throws AzureError `cancelled` */
export function accessOf(
  app: App,
  target: PrincipalTarget,
  signal: AbortSignal,
  onDone?: (done: number) => void,
): Promise<RoleAssignmentListing> {
  return listOverSubscriptions(
    subscriptionsOf(app, target),
    (subscription) => app.roleAssignments.listForPrincipal(subscription, target.principalId, signal),
    app.roles,
    signal,
    onDone,
  );
}

/** The resources that carry an identity, from what is listed. */
export function usesOf(app: App, target: PrincipalTarget): readonly ImpactUse[] {
  if (target.kind === "systemAssigned") {
    const { subscription, resource } = target;
    return [{ subscription, resource, isDefault: true }];
  }
  return app.usage.usesOf(target.identityId).map(({ subscription, resource }) => {
    const usual = resource.identity.kind === "state" ? defaultIdentity(resource.identity.state) : undefined;
    const isDefault = usual?.kind === "userAssigned" && sameResourceId(usual.id, target.identityId);
    return { subscription, resource, isDefault };
  });
}

/** Finds out what depends on an identity. What cannot be read is part of the answer. @throws AzureError `cancelled` */
export async function readImpact(
  app: App,
  target: PrincipalTarget,
  signal: AbortSignal,
  onDone?: (done: number) => void,
): Promise<Impact> {
  await app.inventory.load();
  // An identity that is gone has none, and asking for them would only fail.
  const isListed = target.kind === "userAssigned" && app.inventory.findIdentity(target.identityId) !== undefined;
  const [access, federated] = await Promise.all([
    accessOf(app, target, signal, onDone),
    isListed ? app.federatedCredentials.load(target.subscription, target.identityId) : undefined,
  ]);
  return { target, access, uses: usesOf(app, target), coverage: app.usage.current.coverage, federated };
}
