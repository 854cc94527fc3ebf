import type { Subscription } from "../accounts";
import type { Inventory } from "../inventory/inventory";
import { LazyReadings, type Reading } from "../inventory/lazyReadings";
import type { RoleAssignmentGateway } from "./roleAssignments";
import type { RoleCatalog } from "./roleAssignmentsCatalog";
import { distinctSubscriptions, listOverSubscriptions, type RoleAssignmentListing } from "./roleAssignmentsOfTenant";

/** What is known of the role assignments of one user-assigned identity. */
export type AccessListing = Reading<RoleAssignmentListing>;

/** The role assignments of user-assigned identities: each identity's are listed when they are first asked for, one request a subscription of its directory. */
export class IdentityAccess extends LazyReadings<RoleAssignmentListing> {
  constructor(gateway: Pick<RoleAssignmentGateway, "listForPrincipal">, roles: RoleCatalog, inventory: Inventory) {
    super(async ({ tenant }: Subscription, identityId, signal) => {
      const principalId = inventory.findIdentity(identityId)?.principalId;
      if (principalId === undefined) {
        return { assignments: [], failures: [] };
      }
      const visible = inventory.subscriptions.map(({ subscription }) => subscription);
      return await listOverSubscriptions(
        distinctSubscriptions(visible, tenant.tenantId),
        (subscription) => gateway.listForPrincipal(subscription, principalId, signal),
        roles,
        signal,
      );
    }, inventory);
  }
}
