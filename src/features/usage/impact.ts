import type { AppRole } from "../../azure/access/directory";
import type { Subscription } from "../../azure/accounts";
import type { ComputeResource } from "../../azure/compute/computeResource";
import type { FederatedListing } from "../../azure/identities/federatedCredentials";
import {
  distinctSubscriptions,
  listOverSubscriptions,
  type RoleAssignmentListing,
} from "../../azure/access/roleAssignmentsOfTenant";
import type { IdentityUsage, IdentityUsages } from "../../azure/inventory/identityUsage";
import type { ServiceUses } from "../../azure/inventory/serviceUses";
import type { Reading } from "../../azure/inventory/lazyReadings";
import { lastLoading } from "../../azure/inventory/wholeListing";
import { defaultIdentity } from "../../identity/defaultIdentity";
import { sameResourceId } from "../../identity/resourceId";
import type { FederatedCredentials } from "../../azure/identities/federatedCredentials";
import type { Inventory } from "../../azure/inventory/inventory";
import type { RoleAssignmentGateway } from "../../azure/access/roleAssignments";
import type { RoleCatalog } from "../../azure/access/roleAssignmentsCatalog";
import type { UsageIndex } from "../../azure/inventory/usageIndex";
import type { PrincipalTarget } from "../../azure/access/principalTarget";

/** What listing the role assignments of an identity works with. */
export interface AccessListDeps {
  readonly inventory: Pick<Inventory, "subscriptions">;
  readonly roleAssignments: Pick<RoleAssignmentGateway, "listForPrincipal">;
  readonly roles: RoleCatalog;
}

/** What finding out what depends on an identity works with. */
export interface ImpactDeps extends AccessListDeps {
  readonly inventory: Pick<Inventory, "findIdentity" | "load" | "subscriptions">;
  readonly usage: Pick<UsageIndex, "usesOf">;
  readonly serviceUses: Pick<ServiceUses, "load">;
  readonly identityUsages: Pick<IdentityUsages, "of">;
  readonly federatedCredentials: Pick<FederatedCredentials, "load">;
}

/** A resource that carries the identity. `isDefault`: token requests there that name no identity get this one. */
export interface ImpactUse {
  readonly subscription: Subscription;
  readonly resource: ComputeResource;
  readonly isDefault: boolean;
}

/** What depends on an identity, as far as it could be read. */
export interface Dependents {
  readonly access: RoleAssignmentListing;
  readonly uses: readonly ImpactUse[];
  /** What is known of who uses it. */
  readonly usage: IdentityUsage;
  /** Only user-assigned identities can have federated credentials. */
  readonly federated: FederatedListing | undefined;
}

/** What depends on an identity, with which one it is. */
export interface Impact extends Dependents {
  readonly target: PrincipalTarget;
  /** The permissions of APIs that it has; absent until somebody asks: the directory wants a sign-in of its own. */
  readonly appRoles?: Reading<readonly AppRole[]>;
}

/** An identity that something can depend on. Without a principal nothing can have been granted to it. */
export type ImpactSubject = {
  readonly subscription: Subscription;
  readonly principalId: string | undefined;
} & (
  | { readonly kind: "systemAssigned"; readonly resource: ComputeResource }
  | { readonly kind: "userAssigned"; readonly identityId: string }
);

/** The subscriptions in which an identity can have been given access, as far as they are visible: those of its directory. */
export function subscriptionsOf(
  { inventory }: Pick<AccessListDeps, "inventory">,
  { subscription }: Pick<PrincipalTarget, "subscription">,
): readonly Subscription[] {
  const visible = inventory.subscriptions.map((each) => each.subscription);
  return distinctSubscriptions(visible, subscription.tenant.tenantId);
}

/** The role assignments of an identity: one filtered request a subscription. @throws AzureError `cancelled` */
export function accessOf(
  deps: AccessListDeps,
  target: Pick<PrincipalTarget, "subscription" | "principalId">,
  signal: AbortSignal,
  onDone?: (done: number) => void,
): Promise<RoleAssignmentListing> {
  return listOverSubscriptions(
    subscriptionsOf(deps, target),
    (subscription) => deps.roleAssignments.listForPrincipal(subscription, target.principalId, signal),
    deps.roles,
    signal,
    onDone,
  );
}

/** The resources that carry an identity, from what is listed. */
export function usesOf({ usage }: Pick<ImpactDeps, "usage">, target: ImpactSubject): readonly ImpactUse[] {
  if (target.kind === "systemAssigned") {
    const { subscription, resource } = target;
    return [{ subscription, resource, isDefault: true }];
  }
  return usage.usesOf(target.identityId).map(({ subscription, resource }) => {
    const usual = resource.identity.kind === "state" ? defaultIdentity(resource.identity.state) : undefined;
    const isDefault = usual?.kind === "userAssigned" && sameResourceId(usual.id, target.identityId);
    return { subscription, resource, isDefault };
  });
}

/** Finds out what depends on an identity. What cannot be read is part of the answer. @throws AzureError `cancelled` */
export async function readImpact(
  deps: ImpactDeps,
  target: PrincipalTarget,
  signal: AbortSignal,
  onDone?: (done: number) => void,
): Promise<Impact> {
  return { target, ...(await readDependents(deps, target, signal, onDone)) };
}

/** The same for an identity whose principal need not be known. @throws AzureError `cancelled` */
export async function readDependents(
  deps: ImpactDeps,
  subject: ImpactSubject,
  signal: AbortSignal,
  onDone?: (done: number) => void,
): Promise<Dependents> {
  await Promise.all([lastLoading(deps.inventory), deps.serviceUses.load()]);
  // While the rest is read the listing can be emptied, and would tell that nothing uses the identity.
  const uses = usesOf(deps, subject);
  const { subscription, principalId } = subject;
  const known = deps.identityUsages.of({ id: subject.kind === "userAssigned" ? subject.identityId : "", principalId });
  // An identity that is gone has none, and asking for them would only fail.
  const isListed = subject.kind === "userAssigned" && deps.inventory.findIdentity(subject.identityId) !== undefined;
  const [access, federated] = await Promise.all([
    principalId === undefined
      ? { assignments: [], failures: [] }
      : accessOf(deps, { subscription, principalId }, signal, onDone),
    isListed ? deps.federatedCredentials.load(subscription, subject.identityId) : undefined,
  ]);
  // What was read just now is newer than what Azure Resource Graph knows, which may see more of it.
  const granted = access.assignments.length;
  const usage = {
    ...known,
    roleAssignments: granted > 0 || access.failures.length === 0 ? granted : known.roleAssignments,
    federatedCredentials: federated?.kind === "read" ? federated.value.length : known.federatedCredentials,
  };
  return { access, uses, usage, federated };
}
