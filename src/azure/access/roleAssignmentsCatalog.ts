import type { Subscription } from "../accounts";
import { type RoleAssignmentGateway, type RoleDefinition, roleDefinitionKey } from "./roleAssignments";
import { subscriptionKey } from "../inventory/subscriptionInventory";

/** The roles of each subscription, listed when they are first asked for. Failures are not kept. */
export class RoleCatalog {
  private readonly listed = new Map<string, Promise<readonly RoleDefinition[]>>();

  constructor(private readonly gateway: Pick<RoleAssignmentGateway, "listRoleDefinitions">) {}

  /** The roles that can be assigned in a subscription. @throws AzureError */
  roles(subscription: Subscription, signal: AbortSignal): Promise<readonly RoleDefinition[]> {
    const key = subscriptionKey(subscription);
    const known = this.listed.get(key);
    if (known) {
      return known;
    }
    const asked = this.gateway.listRoleDefinitions(subscription, signal);
    this.listed.set(key, asked);
    asked.catch(() => this.listed.delete(key));
    return asked;
  }

  /** The name of a role; undefined where the subscription does not list it. @throws AzureError */
  async nameOf(subscription: Subscription, roleDefinitionId: string, signal: AbortSignal): Promise<string | undefined> {
    const key = roleDefinitionKey(roleDefinitionId);
    const roles = await this.roles(subscription, signal);
    return roles.find(({ id }) => roleDefinitionKey(id) === key)?.name;
  }

  /** For another account or cloud, and for a refresh: custom roles come and go. */
  reset(): void {
    this.listed.clear();
  }
}
